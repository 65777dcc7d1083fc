/**
 * How work ends that may not go on.
 *
 * @module
 */
import type { BudgetDimension } from "../spec/budget.ts";

/** A limit of the budget, the memory for keys and values, an upstream that fails, or that the client has gone. */
export type Obstacle = BudgetDimension | "memory" | "upstream" | "cancelled";

/**
 * Thrown by whoever is about to do work that may not be done, so that strategies need not ask at every
 * turn. Never leaves `align`: the best answer so far is its result.
 */
export class SearchStopped extends Error {
  override readonly name = "SearchStopped";
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(`stopped: ${obstacle}`);
    this.obstacle = obstacle;
  }
}
