/**
 * What was spent, as results and events tell it.
 *
 * @module
 */
import type { Meter } from "./budget/meter.ts";
import type { Usage } from "./spec/budget.ts";

/** @param promptTokens - of the prompt */
export function usageSoFar(
  meter: Meter,
  promptTokens: number,
): Omit<Usage, "completion_tokens" | "total_tokens"> {
  return {
    prompt_tokens: promptTokens,
    forward_tokens: meter.forwardTokens - meter.cached.tokens,
    reward_calls: meter.rewardCalls,
    prefix_checks: meter.prefixChecks,
    steps: meter.steps - meter.cached.steps,
    cached_tokens: meter.cached.tokens,
    elapsed_ms: Math.round(meter.elapsed),
  };
}
