/**
 * Refuses budgets that cannot pay for any answer at all.
 *
 * @module
 */
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
 * Returns the reward calls to hold back for scoring what is returned.
 *
 * @throws TillerError `invalid_request` where the prompt alone takes more than a limit, or where the answers
 * that are returned could not be scored
 */
export function checkBudget(request: AlignRequest, scorer: Scorer, work: LeastWork): number {
  const standIns = scorer.hasFallback ? request.n : 0;
  const ownText = typeof request.on_unsatisfied === "object" ? 1 : standIns;
  const reference = needsGreedy(request.combine) ? scorer.callsPerText : 0;
  const reserve = (request.n + ownText) * (scorer.callsPerText + scorer.callsPerAudit) + reference;
  const { budget } = request;
  requireBudget(budget, "forward_tokens", work.forwardTokens, `${work.what} that many forward tokens`);
  requireBudget(budget, "steps", work.steps, `${work.what} that many steps`);
  requireBudget(budget, "reward_calls", reserve, "each answer that is returned is scored by each reward");
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
