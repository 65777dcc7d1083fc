/**
 * One request to a server.
 *
 * @module
 */
import type { Alignment } from "../../src/spec/result.ts";

/** @throws Error where the answer is no alignment */
export async function ask(url: string, body: object): Promise<Alignment> {
  const response = await fetch(`${url}/v1/align`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Alignment;
}

/**
 * All that a request's answer must always be: without its name, its moment, the time it took and how much of its prompt
 * had been computed for others.
 */
export function lastingPart({ choices, usage, budget }: Alignment): string {
  const { forward_tokens, cached_tokens, reward_calls, prefix_checks } = usage;
  return JSON.stringify({
    choices,
    budget,
    tokens: forward_tokens + cached_tokens,
    reward_calls,
    prefix_checks,
  });
}
