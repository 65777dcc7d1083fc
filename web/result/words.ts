/**
 * How an alignment ended and what it was worth, in words.
 *
 * @module
 */
import type { BudgetDimension, Usage } from "../../src/spec/budget.ts";
import type { StopReason } from "../../src/spec/ending.ts";
import type { Alignment, Choice } from "../../src/spec/result.ts";

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
  const ratio = forwardTokensOf(aligned.usage) / Math.max(1, forwardTokensOf(plain.usage));
  const price =
    ratio > 1.05
      ? `${times(ratio)} the plain model’s forward tokens`
      : ratio < 0.95
        ? `${Math.round(100 * (1 - ratio))} % fewer forward tokens than the plain model’s`
        : "the same number of forward tokens";
  return `${gain(ours, theirs)}, for ${price}.`;
}

function gain(ours: Choice, theirs: Choice): string {
  const met = ours.reward.satisfied;
  if (ours.reward.scores.length === 0) return "Without rewards there is nothing to gain";
  if (met && !theirs.reward.satisfied) return "The search holds every must, which the plain answer does not";
  if (!met && theirs.reward.satisfied)
    return "The plain answer holds every must, which the search’s does not";
  const difference = ours.reward.total - theirs.reward.total;
  if (Math.abs(difference) < 0.005) {
    return ours.text === theirs.text
      ? "The plain answer is already the best one"
      : "Both answers are worth the same by these rewards";
  }
  const by = Math.abs(difference).toFixed(2);
  return difference > 0
    ? `The search’s answer is worth ${by} more reward`
    : `The search’s answer is worth ${by} less reward`;
}

function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} times`;
}
