/**
 * Reward against budget: how the first strategy stands against the best of the others at each budget.
 *
 * @module
 */
import { type Estimate, estimateMean } from "../report/statistics.ts";
import type { SearchOutcome } from "./run-search.ts";

export interface CurvePoint {
  budget: number;
  reward: Estimate;
  /** What it took on average, however much it might have taken. */
  forwardTokens: number;
}

export interface Curve {
  strategy: string;
  points: CurvePoint[];
}

/** The upper envelope of all but the first curve at a budget, and how far the first is above it. */
export interface Comparison {
  budget: number;
  best: string;
  /** Over the items, the first strategy's reward less the best other's. */
  difference: Estimate;
}

/** One curve a strategy, in the order in which they were tried. */
export function curvesOf(outcomes: readonly SearchOutcome[]): Curve[] {
  return [...Map.groupBy(outcomes, ({ strategy }) => strategy)].map(([strategy, own]) => ({
    strategy,
    points: [...Map.groupBy(own, ({ budget }) => budget)].map(([budget, at]) => ({
      budget,
      reward: estimateMean(at.map(({ reward }) => reward)),
      forwardTokens: estimateMean(at.map(({ forwardTokens }) => forwardTokens)).mean,
    })),
  }));
}

/** Compares the first curve with the best of the others, budget by budget. */
export function compareWithEnvelope(
  outcomes: readonly SearchOutcome[],
  [first, ...others]: readonly Curve[],
): Comparison[] {
  return (first?.points ?? []).flatMap(({ budget }) => {
    const meanOf = (curve: Curve) => curve.points.find((point) => point.budget === budget)?.reward.mean ?? 0;
    const [best] = others.toSorted((a, b) => meanOf(b) - meanOf(a));
    if (!first || !best) return [];
    const of = (strategy: string) =>
      outcomes.filter((outcome) => outcome.strategy === strategy && outcome.budget === budget);
    const rewards = new Map(of(best.strategy).map(({ item, reward }) => [item, reward]));
    const gains = of(first.strategy).map(({ item, reward }) => reward - (rewards.get(item) ?? 0));
    return [{ budget, best: best.strategy, difference: estimateMean(gains) }];
  });
}
