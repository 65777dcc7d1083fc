/**
 * The most that a request's budget may be.
 *
 * @module
 */
import type { BudgetCaps } from "../../src/spec/api-keys.ts";
import { type Budget, budgetDimensionSchema, budgetSchema } from "../../src/spec/budget.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";

const defaults = budgetSchema.parse({});

/**
 * The budget under caps: a limit above its cap is refused, but for the default, which most requests have because they
 * say nothing: that is lowered, as `budget.limits` of the answer tells.
 *
 * @param whose - whose caps they are, in words
 * @throws TillerError `forbidden`
 */
export function cappedBudget(budget: Budget, caps: BudgetCaps, whose: string): Budget {
  const capped = { ...budget };
  for (const dimension of budgetDimensionSchema.options) {
    const cap = caps[dimension];
    if (cap === undefined || budget[dimension] <= cap) continue;
    if (budget[dimension] !== defaults[dimension]) {
      throw new TillerError("forbidden", `is ${budget[dimension]}; ${whose} allows at most ${cap}`, {
        param: `/budget/${dimension}`,
      });
    }
    capped[dimension] = cap;
  }
  return capped;
}

/** The budget with no limit above these, said or not. */
export function loweredBudget(budget: Budget, most: Partial<Budget>): Budget {
  const lowered = { ...budget };
  for (const dimension of budgetDimensionSchema.options) {
    lowered[dimension] = Math.min(budget[dimension], most[dimension] ?? Number.POSITIVE_INFINITY);
  }
  return lowered;
}
