/**
 * Streams that are left before their end, and what a server says of itself.
 *
 * @module
 */
import type { FullHealth } from "../../src/spec/health.ts";
import { healthOf } from "../edge/health.ts";

/** A stream that would go on for minutes, once its first token has come. */
export async function openStream(url: string, seed: number): Promise<{ leave(): void }> {
  const client = new AbortController();
  const response = await fetch(`${url}/v1/align`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      prompt: "Once upon a time",
      search: { strategy: "sample" },
      max_tokens: 2000,
      seed,
      stream: true,
    }),
    signal: client.signal,
  });
  if (!response.ok || !response.body) throw new Error(`${response.status}: ${await response.text()}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("event: token"); ) {
    const { done, value } = await reader.read();
    if (done) throw new Error("the stream is over before it has come to a token");
    text += value;
  }
  return { leave: () => client.abort() };
}

/** Milliseconds without a step after which none is under way, and how long that is waited for. */
const silence = 1_000;
const patience = 60_000;

/** The server's health once nothing is in flight and it computes no more; or what it is when patience has run out. */
export async function quiet(url: string): Promise<FullHealth> {
  const end = Date.now() + patience;
  let health = await healthOf(url);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, silence));
    const later = await healthOf(url);
    const isQuiet = later.in_flight === 0 && later.computed.steps === health.computed.steps;
    health = later;
    if (isQuiet || Date.now() > end) return health;
  }
}
