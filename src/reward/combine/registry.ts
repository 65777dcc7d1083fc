/**
 * From the scores of single rewards to one, in any of the modes.
 *
 * @module
 */
import type { CombineSpec } from "../../spec/combine.ts";
import type { CombinedScore } from "../../spec/result.ts";
import { auditReport } from "./audit.ts";
import {
  type Combination,
  type CombineContext,
  holds,
  isPrimary,
  type WeightedScore,
} from "./combination.ts";
import { gated } from "./gated.ts";
import { goal } from "./goal.ts";
import { lexicographic } from "./lexicographic.ts";
import { penalty } from "./penalty.ts";
import { weighted } from "./weighted.ts";

export interface RankedScore {
  /** As the response has it. */
  reward: CombinedScore;
  /** For `compareRanks`. */
  rank: readonly number[];
}

/**
 * Combines the scores of one text. Auxiliary rewards and audits are passed through; they neither count in the
 * total nor in the rank, nor have they any part in whether the text is satisfied.
 */
export function combine(
  scores: readonly WeightedScore[],
  spec: CombineSpec,
  context: CombineContext,
): RankedScore {
  const primary = scores.filter(isPrimary);
  const reference = context.reference?.filter(isPrimary);
  const { total, rank, goal } = combination(primary, spec, {
    pressure: context.pressure,
    ...(reference && { reference }),
  });
  const audit = auditReport(scores);
  return {
    reward: {
      total,
      satisfied: holds(primary),
      scores: scores.map(({ weight: _, ...score }) => score),
      ...(goal && { goal }),
      ...(audit && { audit }),
    },
    rank,
  };
}

/** For sorting, best first: negative where `a` is better. Both must come from the same request, and the same pressure. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, own] of a.entries()) {
    const other = b[index] ?? own;
    if (own !== other) return other - own;
  }
  return 0;
}

/** Whether the mode measures from the model's own greedy answer, which then is made first and paid for. */
export function needsGreedy({ mode }: CombineSpec): boolean {
  return mode === "goal";
}

/** Whether its total says more than the sum of the values does, so that only whole texts can be judged by it. */
export function needsWholeTexts({ mode }: CombineSpec): boolean {
  return mode === "goal" || mode === "penalty";
}

function combination(
  scores: readonly WeightedScore[],
  spec: CombineSpec,
  context: CombineContext,
): Combination {
  switch (spec.mode) {
    case "gated":
      return gated(scores);
    case "weighted":
      return weighted(scores);
    case "lexicographic":
      return lexicographic(scores, spec);
    case "penalty":
      return penalty(scores, spec, context);
    case "goal":
      return goal(scores, spec, context);
  }
}
