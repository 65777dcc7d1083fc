/**
 * `penalty`: unmet hard rewards cost ever more.
 *
 * @module
 */
import type { SpecOf } from "../../spec/combine.ts";
import {
  type Combination,
  type CombineContext,
  holds,
  isHard,
  isSoft,
  meanValue,
  type WeightedScore,
} from "./combination.ts";

/**
 * As with the multipliers of a constrained problem's Lagrangian: the objective is s − m · (1 − h), where s
 * and h are the mean values of soft and of hard rewards and the multiplier m rises with the pressure. The
 * total is the objective moved to [0, 1]: (s + m · h) / (1 + m). Totals and ranks compare under the same
 * pressure only. Under full pressure a text that satisfies every hard reward goes first, however
 * small the multiplier.
 */
export function penalty(
  scores: readonly WeightedScore[],
  { from, to }: SpecOf<"penalty">,
  { pressure }: CombineContext,
): Combination {
  const hard = scores.filter(isHard);
  const soft = scores.filter(isSoft);
  const spent = Math.min(1, Math.max(0, pressure));
  const multiplier = hard.length === 0 ? 0 : from + (to - from) * spent;
  // Without soft rewards there is nothing that a penalty would be taken from.
  const total =
    soft.length === 0 ? meanValue(hard) : (meanValue(soft) + multiplier * meanValue(hard)) / (1 + multiplier);
  return { total, rank: [Number(spent === 1 && holds(scores)), total] };
}
