/**
 * Several Durable Objects that each host the model, and which of them a request goes to.
 *
 * @module
 */
import { z } from "zod";
import { sha256 } from "../src/model/sha256.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import { secretIn } from "./guards/require-key.ts";
import { wholeNumber } from "./settings.ts";

export const hostSettingsSchema = z.object({
  HOSTS: wholeNumber({ min: 1, max: 64 }).default(1).meta({
    description: "Durable Objects over which requests are spread.",
  }),
});

export const firstHost = "0";

/** What is told of one object, and not of the service: `?host=` says which. */
const ofOneHost: ReadonlySet<string> = new Set(["/healthz", "/metrics"]);

/**
 * Of one key all requests go to the same object, which remembers what the key has used up and what its prompts begin
 * with; without a key, those from one address. Only headers are looked at: a body is read where it is checked.
 *
 * @returns the object's number, from 0 up to `hosts`, that not included
 * @throws TillerError `not_found` where the request asks for one that there is not
 */
export async function hostOf(request: Request, hosts: number): Promise<number> {
  if (ofOneHost.has(new URL(request.url).pathname)) return hostNamed(hostAsked(request.url), hosts);
  if (hosts === 1) return 0;
  const secret = secretIn(request.headers.get("authorization") ?? "");
  const whose = secret === null ? `address ${request.headers.get("cf-connecting-ip")}` : `key ${secret}`;
  const hash = await sha256(new TextEncoder().encode(whose));
  // 32 bits are evenly spread over so few.
  return Number.parseInt(hash.slice(0, 8), 16) % hosts;
}

/** Which object a URL asks for, as it is written there; unless it does, the first: `0`. */
export function hostAsked(url: string): string {
  return new URL(url).searchParams.get("host") ?? firstHost;
}

/** The name of an object: that of the first is the model's alone, as it is where there is but one. */
export function hostName(model: string, host: number): string {
  return host === 0 ? model : `${model} ${host}`;
}

function hostNamed(text: string, hosts: number): number {
  const host = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (host < hosts) return host;
  throw new TillerError("not_found", `there is no such host; they are numbered from 0 to ${hosts - 1}`);
}
