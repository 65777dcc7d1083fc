/**
 * What the search follows: what ranks answers, and what merely helps to find them.
 *
 * @module
 */

/** What an auxiliary reward says of a text, and how much that counts. */
export interface Hint {
  value: number;
  weight: number;
  /** From `Trust`. */
  factor: number;
}

/**
 * The total mixed with the values of auxiliary rewards by their trusted weight, in [0, 1].
 *
 * @param primaryWeight - weight of the rewards that the total is made of
 */
export function guidedTotal(total: number, primaryWeight: number, hints: readonly Hint[]): number {
  const trusted = hints.map(({ value, weight, factor }) => ({ value, weight: weight * factor }));
  const weight = trusted.reduce((sum, hint) => sum + hint.weight, primaryWeight);
  if (weight === 0) return total;
  const sum = trusted.reduce((sum, hint) => sum + hint.weight * hint.value, primaryWeight * total);
  return Math.min(1, sum / weight);
}
