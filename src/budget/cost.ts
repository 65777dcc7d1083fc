/**
 * What a piece of work takes.
 *
 * @module
 */

export interface Cost {
  readonly forwardTokens: number;
  readonly rewardCalls: number;
  readonly steps: number;
}

export const nothing: Cost = { forwardTokens: 0, rewardCalls: 0, steps: 0 };

/** Two costs, part by part. */
export function costOver(a: Cost, b: Cost, combine: (a: number, b: number) => number): Cost {
  return {
    forwardTokens: combine(a.forwardTokens, b.forwardTokens),
    rewardCalls: combine(a.rewardCalls, b.rewardCalls),
    steps: combine(a.steps, b.steps),
  };
}

/** All of them together. */
export function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, cost) => costOver(sum, cost, (a, b) => a + b), nothing);
}

/** The same work so many times. */
export function timesCost(count: number, cost: Cost): Cost {
  return costOver(cost, cost, (part) => count * part);
}
