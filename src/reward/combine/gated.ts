/**
 * `gated`: hard rewards are a bottom line.
 *
 * @module
 */
import {
  type Combination,
  holds,
  isHard,
  isSoft,
  type WeightedScore,
  weightedSum,
  weightOf,
} from "./combination.ts";

/**
 * Hard and soft rewards each have their weighted mean; the soft mean counts, by its share of the weight, only
 * once every hard reward holds. So with hard and soft rewards any text that satisfies all the hard ones
 * stands above every text that does not, and the total still tells how near a text is that does not.
 */
export function gated(scores: readonly WeightedScore[]): Combination {
  const soft = scores.filter(isSoft);
  return behindGate(scores, weightedSum(soft), weightOf(soft));
}

/** The total of the hard rewards among `scores`, and of something with the sum and the weight given, which counts once they hold. */
export function behindGate(scores: readonly WeightedScore[], sum: number, weight: number): Combination {
  const hard = scores.filter(isHard);
  const satisfied = holds(scores);
  const allWeight = weightOf(hard) + weight;
  const mean = allWeight === 0 ? 1 : (weightedSum(hard) + (satisfied ? sum : 0)) / allWeight;
  // Rounding may carry the mean of ones above 1.
  const total = Math.min(1, mean);
  return { total, rank: [Number(satisfied), total] };
}
