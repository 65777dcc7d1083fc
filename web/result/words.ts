/**
 * How an alignment ended and what it was worth, in words.
 *
 * @module
 */
import type { BudgetDimension, Usage } from "../../src/spec/budget.ts";
import type { StopReason } from "../../src/spec/ending.ts";
import type { Alignment, Choice, CombinedScore } from "../../src/spec/result.ts";
import type { OnUnsatisfied } from "../ask/draft.ts";

const limits: Record<BudgetDimension, string> = {
  forward_tokens: "the limit of forward tokens",
  reward_calls: "the limit of reward calls",
  steps: "the limit of steps",
  time_ms: "the time limit",
};

const reasons: Record<StopReason, string> = {
  satisfied: "It stopped because every must holds, and nothing more could be gained that is worth its price.",
  converged: "It stopped because more search was not worth its price.",
  exhausted: "It stopped at a limit and returned the best it had found.",
  complete: "It did all that the strategy does.",
  cancelled: "It was stopped.",
};

/** Why the search ended. */
export function stopInWords({ stop_reason, exhausted_by }: Alignment["budget"]): string {
  if (stop_reason !== "exhausted" || exhausted_by === null) return reasons[stop_reason];
  return `It stopped at ${limits[exhausted_by]} and returned the best it had found.`;
}

/** How an answer does by the hard rewards. */
export function mustsInWords({ satisfied }: Pick<CombinedScore, "satisfied">): string {
  return satisfied ? "every must holds" : "a must is broken";
}

/** How likely the model finds an answer. */
export function logprobInWords(logprob: number | null): string {
  return logprob === null ? "no log p" : `log p ${logprob.toFixed(1)}`;
}

/** What is special about how an answer ended, if anything is. */
export function endInWords({ text, logprob, finish_reason, refused }: Choice, wanted: OnUnsatisfied): string {
  if (refused) return "a refusal, as the prompt or the answer was seen to do harm";
  if (typeof wanted === "object" && logprob === null && text === wanted.text) {
    return "your own text, as no answer held every must";
  }
  return finish_reason === "length" ? "cut off at its limit" : "";
}

/** Forward tokens, as if none of the prompt's had been remembered: so runs can be compared. */
export function forwardTokensOf({
  forward_tokens,
  cached_tokens,
}: Pick<Usage, "forward_tokens" | "cached_tokens">): number {
  return forward_tokens + cached_tokens;
}

/** What the search gained over the plain model, and at which price. */
export function verdict(aligned: Alignment, plain: Alignment): string {
  const [ours, theirs] = [aligned.choices[0], plain.choices[0]];
  if (!ours || !theirs) return "";
  return `${gain(ours, theirs)} ${price(forwardTokensOf(aligned.usage), forwardTokensOf(plain.usage))}`;
}

function gain({ text, reward }: Choice, plain: Choice): string {
  if (reward.scores.length === 0) return "Without rewards there is nothing to gain.";
  if (reward.satisfied && !plain.reward.satisfied) {
    return "The aligned answer holds every must; the plain one does not.";
  }
  if (!reward.satisfied && plain.reward.satisfied) {
    return "The plain answer holds every must; the aligned one does not.";
  }
  const difference = reward.total - plain.reward.total;
  if (Math.abs(difference) >= 0.005) {
    const by = `${Math.abs(difference).toFixed(2)} ${difference > 0 ? "more" : "less"}`;
    return `The aligned answer has ${by} reward than the plain one.`;
  }
  return text === plain.text
    ? "Both answers are the same: the plain one already was the best."
    : "By these rewards both answers are worth the same.";
}

function price(ours: number, plain: number): string {
  const ratio = ours / Math.max(1, plain);
  if (ratio > 1.05)
    return `It took ${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} times the forward tokens.`;
  if (ratio < 0.95) return `It took ${Math.round(100 * (1 - ratio))} % fewer forward tokens.`;
  return "It took about as many forward tokens.";
}
