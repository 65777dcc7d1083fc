/**
 * How long an answer can become.
 *
 * @module
 */
import type { Cost } from "./budget/cost.ts";
import type { PreparedPrompt } from "./prompt.ts";
import type { AlignRequest } from "./spec/request.ts";

export interface AnswerRoom {
  /** Most tokens that a single path can come to. */
  readonly tokens: number;
  /** What it is that allows no more: a JSON pointer into the request. */
  readonly limit: "/max_tokens" | "/budget/forward_tokens" | "/budget/steps";
}

/**
 * What rewards want must be said as long as it can be paid for; an answer's last token need not be computed.
 *
 * @param before - what is computed before the answer or held back for judging it
 */
export function answerRoom(
  { budget }: AlignRequest,
  prompt: PreparedPrompt,
  before: Pick<Cost, "forwardTokens" | "steps">,
): AnswerRoom {
  const rooms: AnswerRoom[] = [
    { tokens: prompt.maxTokens, limit: "/max_tokens" },
    { tokens: budget.forward_tokens - before.forwardTokens + 1, limit: "/budget/forward_tokens" },
    { tokens: budget.steps - before.steps + 1, limit: "/budget/steps" },
  ];
  return rooms.reduce((least, room) => (room.tokens < least.tokens ? room : least));
}
