import { createHash } from "node:crypto";
import { expect, vi } from "vitest";
import type { EngineOptions } from "../../worker/engine.ts";
import { guardsOf } from "../../worker/guards/guards.ts";
import { readSettings, serviceSettingsSchema } from "../../worker/settings.ts";
import { alignCall, jsonCall, tinyApp } from "./app.ts";

export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

export interface GuardedOptions {
  variables?: Record<string, string>;
  engine?: Partial<EngineOptions>;
}

/** An app with a key for each of `limits`, which is `secret-` and its name; its clock stands still until told. */
export function guarded(
  limits: Record<string, object>,
  { variables = {}, engine = {} }: GuardedOptions = {},
) {
  const entries = Object.entries(limits).map(([name, limit]) => [
    name,
    { sha256: hashOf(`secret-${name}`), ...limit },
  ]);
  const API_KEYS = JSON.stringify(Object.fromEntries(entries));
  const clock = { milliseconds: 0, now: () => clock.milliseconds };
  const settings = readSettings(serviceSettingsSchema, { API_KEYS, ...variables });
  const lines: string[] = [];
  const app = tinyApp(engine, (line) => lines.push(line), { guards: guardsOf(settings, clock) });
  const headersOf = (name: string) => ({
    "content-type": "application/json",
    authorization: `Bearer secret-${name}`,
  });
  const post = (name: string, body: object, init: RequestInit = {}, path = "/v1/align") =>
    app.request(jsonCall(path, body, { headers: headersOf(name), ...init }));
  const get = (path: string, authorization?: string) =>
    app.request(path, { headers: authorization === undefined ? {} : { authorization } });
  const inFlight = async (name: string) =>
    ((await (await get("/healthz", `Bearer secret-${name}`)).json()) as { in_flight: number }).in_flight;

  /** Once nothing is worked on any more: that the key has so many forward tokens left, and not one more. Takes some. */
  const expectLeft = async (name: string, tokens: number) => {
    await vi.waitFor(async () => expect(await inFlight(name)).toBe(0));
    const asking = async (forward_tokens: number) => {
      const body = { prompt: "the people", max_tokens: 2, budget: { forward_tokens } };
      return (await app.request(alignCall(body, { headers: headersOf(name) }))).status;
    };
    expect([tokens, await asking(tokens + 1), await asking(tokens)]).toEqual([tokens, 429, 200]);
  };
  return { app, post, get, clock, lines, inFlight, expectLeft };
}
