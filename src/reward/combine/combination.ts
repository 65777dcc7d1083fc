/**
 * What every way of combining scores works with.
 *
 * @module
 */
import type { GoalReport, Score } from "../../spec/result.ts";

export type WeightedScore = Score & { weight: number };

export interface CombineContext {
  /** The share of the budget that is spent, in [0, 1]; 1 for the answers that are returned. */
  pressure: number;
  /**
   * The scores of the model's own greedy answer, in the order of the text's own, as soon as there are any;
   * `needsGreedy` says who wants them.
   */
  reference?: readonly WeightedScore[];
}

export interface Combination {
  /** In [0, 1]. */
  total: number;
  /** Compared number by number, the higher is better. Its length is the same for all texts of a request. */
  rank: readonly number[];
  goal?: GoalReport;
}

/** Whether it ranks answers. */
export function isPrimary({ auxiliary, audit }: WeightedScore): boolean {
  return !auxiliary && !audit;
}

export function isHard({ enforce }: WeightedScore): boolean {
  return enforce === "hard";
}

export function isSoft({ enforce }: WeightedScore): boolean {
  return enforce === "soft";
}

/** Whether every hard reward holds. */
export function holds(scores: readonly WeightedScore[]): boolean {
  return scores.filter(isHard).every(({ satisfied }) => satisfied);
}

export function weightOf(scores: readonly WeightedScore[]): number {
  return scores.reduce((sum, { weight }) => sum + weight, 0);
}

export function weightedSum(scores: readonly WeightedScore[]): number {
  return scores.reduce((sum, { weight, value }) => sum + weight * value, 0);
}

/** The mean value by weight; 1 of no scores at all, which leave nothing to be desired. */
export function meanValue(scores: readonly WeightedScore[]): number {
  // Rounding may carry the mean of ones above 1.
  return scores.length === 0 ? 1 : Math.min(1, weightedSum(scores) / weightOf(scores));
}
