/**
 * `weighted`: one mean of all values.
 *
 * @module
 */
import { type Combination, holds, meanValue, type WeightedScore } from "./combination.ts";

/** The total trades hard rewards for soft ones, the rank does not: hard means that an answer must have it. */
export function weighted(scores: readonly WeightedScore[]): Combination {
  const total = meanValue(scores);
  return { total, rank: [Number(holds(scores)), total] };
}
