/**
 * An answer as the result shows it.
 *
 * @module
 */
import type { ScoredAnswer } from "./search/answers.ts";
import type { Choice, CombinedScore } from "./spec/result.ts";

export type ReturnedText = Pick<
  ScoredAnswer,
  "text" | "tokens" | "logProbability" | "logprobs" | "isRefusal" | "finish"
>;

export function toChoice(answer: ReturnedText, reward: CombinedScore, index: number): Choice {
  const { text, tokens, logProbability, logprobs, isRefusal, finish } = answer;
  return {
    index,
    text,
    message: { role: "assistant", content: text },
    finish_reason: finish ?? "length",
    logprob: logProbability,
    ...(logprobs && { logprobs: logprobs() }),
    tokens,
    ...(isRefusal && { refused: true }),
    reward,
  };
}
