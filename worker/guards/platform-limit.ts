/**
 * The platform's own limit of rates, where there is one: it turns floods away before they reach the Durable Object.
 *
 * Source: developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit
 *
 * @module
 */
import { sha256 } from "../../src/model/sha256.ts";
import { secretIn } from "./require-key.ts";

/** What the binding is configured for, in seconds. */
const period = 60;

/** A binding of `[[ratelimits]]`. */
export interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/**
 * Counts the request for the address that it comes from and for the key that it comes with, whether there is such a key or not:
 * whoever tries many keys has one address, whoever has many addresses one key.
 *
 * @returns 0 where it may go on; else the seconds after which the next may
 */
export async function platformLimit(request: Request, limit: RateLimit | undefined): Promise<number> {
  if (!limit) return 0;
  const address = request.headers.get("cf-connecting-ip") ?? "unknown";
  const keys = [`address ${address}`];
  const secret = secretIn(request.headers.get("authorization") ?? "");
  if (secret !== null) keys.push(`key ${await sha256(new TextEncoder().encode(secret))}`);
  const results = await Promise.all(keys.map((key) => limit.limit({ key })));
  return results.every(({ success }) => success) ? 0 : period;
}
