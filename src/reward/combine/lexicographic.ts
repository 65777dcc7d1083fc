/**
 * `lexicographic`: strict priorities.
 *
 * @module
 */
import type { SpecOf } from "../../spec/combine.ts";
import { type Combination, holds, isHard, type WeightedScore } from "./combination.ts";

/**
 * First whether every hard reward holds, then the values in the order of their priority, in steps of
 * `tolerance`: of real numbers hardly two are equal, and whatever came second would never be asked.
 */
export function lexicographic(
  scores: readonly WeightedScore[],
  { priorities = [], tolerance }: SpecOf<"lexicographic">,
): Combination {
  const place = ({ name }: WeightedScore) => {
    const index = priorities.indexOf(name);
    return index === -1 ? priorities.length : index;
  };
  const inOrder = scores.toSorted((a, b) => place(a) - place(b));
  const top = Math.ceil(1 / tolerance);
  const levels = inOrder.map(({ value }) => levelOf(value, tolerance, top));
  const satisfied = Number(holds(scores));
  const digits: Digit[] = levels.map((level) => ({ level, top }));
  if (scores.some(isHard)) digits.unshift({ level: satisfied, top: 1 });
  return { total: asNumber(digits), rank: [satisfied, ...levels] };
}

function levelOf(value: number, tolerance: number, top: number): number {
  // A step is reached although its double lies a hair below: 0.3 / 0.1 is 2.9999999999999996.
  return value === 1 ? top : Math.min(top - 1, Math.floor(value / tolerance + 1e-9));
}

interface Digit {
  level: number;
  /** The highest level that there is. */
  top: number;
}

/**
 * The digits as a number that rises as they do, from 0 to 1: between one level and the next lies room for all
 * that the digits behind can say. After some 50 bits of digits those behind vanish in rounding, which keeps
 * the order but no longer tells texts apart; the rank does.
 */
function asNumber(digits: readonly Digit[]): number {
  const read = (behind: number | undefined, { level, top }: Digit): number =>
    (2 * level + (behind ?? level / top)) / (2 * top + 1);
  return digits.reduceRight<number | undefined>(read, undefined) ?? 1;
}
