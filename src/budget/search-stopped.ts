/**
 * How work ends that may not go on.
 *
 * @module
 */
import type { BudgetDimension } from "../spec/budget.ts";

/**
 * Thrown by whoever is about to do work that a limit forbids, or that nobody waits for any more, so that
 * strategies need not ask at every turn. Never leaves `align`: the best answer so far is its result.
 */
export class SearchStopped extends Error {
  override readonly name = "SearchStopped";
  /** The limit in the way; null where the client cancelled. */
  readonly exhaustedBy: BudgetDimension | null;

  constructor(exhaustedBy: BudgetDimension | null) {
    super(exhaustedBy === null ? "cancelled" : `the budget's ${exhaustedBy} are used up`);
    this.exhaustedBy = exhaustedBy;
  }
}
