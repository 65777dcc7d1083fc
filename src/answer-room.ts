/**
 * How long an answer can become.
 *
 * @module
 */
import type { LanguageModel } from "./model/language-model.ts";
import { type PreparedPrompt, promptSteps } from "./prompt.ts";
import type { AlignRequest } from "./spec/request.ts";

export interface AnswerRoom {
  /** Most tokens that a single path can come to. */
  readonly tokens: number;
  /** What it is that allows no more: a JSON pointer into the request. */
  readonly limit: "/max_tokens" | "/budget/forward_tokens" | "/budget/steps";
}

/** What rewards want must be said as long as it can be paid for; an answer's last token need not be computed. */
export function answerRoom(
  { budget }: AlignRequest,
  prompt: PreparedPrompt,
  model: LanguageModel,
): AnswerRoom {
  const rooms: AnswerRoom[] = [
    { tokens: prompt.maxTokens, limit: "/max_tokens" },
    { tokens: budget.forward_tokens - prompt.tokens.length + 1, limit: "/budget/forward_tokens" },
    { tokens: budget.steps - promptSteps(prompt, model) + 1, limit: "/budget/steps" },
  ];
  return rooms.reduce((least, room) => (room.tokens < least.tokens ? room : least));
}
