/**
 * Refuses rewards that no answer is long enough for.
 *
 * @module
 */
import type { LanguageModel } from "./model/language-model.ts";
import type { PreparedPrompt } from "./prompt.ts";
import { isRule, type Reward } from "./reward/reward.ts";
import { TillerError } from "./spec/tiller-error.ts";

/**
 * @throws TillerError `invalid_request` where the shortest text that a constructive hard reward allows does not fit,
 * with the end behind it, into the tokens an answer may have
 */
export function checkRoom(
  rewards: readonly Reward[],
  { maxTokens }: PreparedPrompt,
  model: LanguageModel,
): void {
  for (const [index, reward] of rewards.entries()) {
    if (!isRule(reward)) continue;
    const [shortest = ""] = reward.propose?.(reward.begin(), "ending") ?? [];
    const needed = model.tokenizer.encode(shortest).length + 1;
    if (needed <= maxTokens) continue;
    throw new TillerError(
      "invalid_request",
      `/rewards/${index} cannot hold within max_tokens: the shortest such text has ${needed} tokens with its end, and at most ${maxTokens} are allowed`,
      { param: `/rewards/${index}` },
    );
  }
}
