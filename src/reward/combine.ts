/**
 * From the scores of single rewards to one.
 *
 * @module
 */
import type { CombinedScore, Score } from "../spec/result.ts";

export type WeightedScore = Score & { weight: number };

/**
 * `gated`: hard rewards are a bottom line. Hard and soft rewards each have their weighted mean; the soft
 * mean counts, by its share of the weight, only once every hard reward holds. So with hard and soft
 * rewards any text that satisfies all the hard ones stands above every text that does not, and the total
 * still tells how near a text is that does not.
 */
export function combineGated(scores: readonly WeightedScore[]): CombinedScore {
  const hard = scores.filter(({ enforce }) => enforce === "hard");
  const soft = scores.filter(({ enforce }) => enforce === "soft");
  const satisfied = hard.every((score) => score.satisfied);
  const gate = satisfied ? 1 : 0;
  const weight = weightOf(scores);
  const total = weight === 0 ? 1 : (weightedSum(hard) + gate * weightedSum(soft)) / weight;
  return {
    total: Math.min(1, total),
    satisfied,
    scores: scores.map(({ weight: _, ...score }) => score),
  };
}

function weightOf(scores: readonly WeightedScore[]): number {
  return scores.reduce((sum, { weight }) => sum + weight, 0);
}

function weightedSum(scores: readonly WeightedScore[]): number {
  return scores.reduce((sum, { weight, value }) => sum + weight * value, 0);
}
