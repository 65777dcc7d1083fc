/**
 * What all kinds of clients send: work, questions and mistakes.
 *
 * @module
 */
import type { Alignment } from "../../src/spec/result.ts";
import { lastingPart } from "./ask.ts";
import { edgeRequests } from "./requests.ts";

export interface MixedRequest {
  path: string;
  /** The body of a POST; a GET where there is none. */
  body?: object;
}

const messages = [{ role: "user", content: "Name a fruit." }];

const others: readonly MixedRequest[] = [
  { path: "/v1/models" },
  { path: "/v1/align", body: { messages, rewards: [{ type: "no_such_reward" }] } },
  { path: "/v1/rewards" },
  { path: "/v1/align", body: { messages, budget: { forward_tokens: 5 } } },
  { path: "/v1/align", body: { messages, rewards: [{ type: "regex", pattern: "(", enforce: "hard" }] } },
  { path: "/no/such/place" },
];

/** `count` alignments, and as many requests that take no work, in turn. */
export function mixedRequests(count: number): MixedRequest[] {
  return edgeRequests(count).flatMap((body, index) => [
    { path: "/v1/align", body },
    others[index % others.length] ?? { path: "/v1/models" },
  ]);
}

/** The status, and of the answer what must always be the same. */
export async function lastingResponse(url: string, { path, body }: MixedRequest): Promise<string> {
  const response = await fetch(
    `${url}${path}`,
    body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    },
  );
  const answer = (await response.json()) as object;
  const lasting = "choices" in answer ? lastingPart(answer as Alignment) : JSON.stringify(answer);
  return `${response.status} ${lasting}`;
}
