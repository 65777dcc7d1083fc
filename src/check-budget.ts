/**
 * Refuses budgets that cannot pay for any answer at all.
 *
 * @module
 */
import { type Cost, nothing, sumOf, timesCost } from "./budget/cost.ts";
import { needsGreedy } from "./reward/combine/registry.ts";
import type { Scorer } from "./reward/scorer.ts";
import type { Budget, BudgetDimension } from "./spec/budget.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** What an answer takes at least before its first token. */
export interface LeastWork {
  forwardTokens: number;
  steps: number;
  /** What it is that takes it, in words. */
  what: string;
}

/**
 * Returns what to hold back for scoring what is returned.
 *
 * @throws TillerError `invalid_request` where the prompt alone takes more than a limit, or where the answers
 * that are returned could not be scored
 */
export function checkBudget(request: AlignRequest, scorer: Scorer, work: LeastWork): Cost {
  const standIns = scorer.hasFallback ? request.n : 0;
  const ownText = typeof request.on_unsatisfied === "object" ? 1 : standIns;
  const { costPerText, costPerAudit } = scorer;
  const reference = needsGreedy(request.combine) ? costPerText : nothing;
  const perAnswer = sumOf([costPerText, costPerAudit]);
  const reserve = sumOf([timesCost(request.n + ownText, perAnswer), reference]);
  const { budget } = request;
  const forwardTokens = work.forwardTokens + reserve.forwardTokens;
  requireBudget(budget, "forward_tokens", forwardTokens, `${work.what} that many forward tokens`);
  requireBudget(budget, "steps", work.steps + reserve.steps, `${work.what} that many steps`);
  const calls = reserve.rewardCalls;
  requireBudget(budget, "reward_calls", calls, "each answer that is returned is scored by each reward");
  return reserve;
}

/** @throws TillerError `invalid_request` where a limit is lower than what is needed, for the reason `what` */
export function requireBudget(budget: Budget, dimension: BudgetDimension, least: number, what: string): void {
  const given = budget[dimension];
  if (given >= least) return;
  throw new TillerError("invalid_request", `is ${given}, and must be at least ${least}: ${what}`, {
    param: `/budget/${dimension}`,
  });
}
