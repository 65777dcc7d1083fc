/**
 * `goal`: a point in the space of measures that the text should reach, seen from where the model's own greedy
 * answer stands.
 *
 * @module
 */
import type { SpecOf } from "../../spec/combine.ts";
import {
  type Combination,
  type CombineContext,
  isSoft,
  type WeightedScore,
  weightOf,
} from "./combination.ts";
import { behindGate } from "./gated.ts";
import { type Axis, movement } from "./movement.ts";

/** Below this a target says nothing about the scale. */
const smallestScale = 1e-6;

/**
 * Each reward with a target is an axis; each soft reward without one, too, and its target is where the greedy
 * answer stands (before that is known, it is no axis). The total is 1 / (1 + distance) behind the gate of the
 * hard rewards. The report is left out as long as there is no greedy answer.
 */
export function goal(
  scores: readonly WeightedScore[],
  spec: SpecOf<"goal">,
  { reference }: CombineContext,
): Combination {
  const moving = scores.flatMap((score, index) => {
    const source = reference?.[index];
    const start = source && measureOf(source);
    const target = Object.hasOwn(spec.targets, score.name) ? spec.targets[score.name] : undefined;
    const wanted = target ?? (isSoft(score) ? start : undefined);
    return wanted === undefined ? [] : [{ score, start, wanted }];
  });
  const weight = weightOf(moving.map(({ score }) => score));
  const axes = moving.map(({ score, start, wanted }): Axis => {
    const scale = Object.hasOwn(spec.scales, score.name) ? spec.scales[score.name] : undefined;
    const isTarget = Object.hasOwn(spec.targets, score.name);
    // Where the greedy answer happens to measure next to nothing, that is no scale for what it may cost to leave it.
    const natural = isTarget ? ownScale(wanted) : Math.max(1, ownScale(wanted));
    const unit = Math.sqrt(score.weight / weight) / (scale ?? natural);
    return { start: (start ?? wanted) * unit, end: measureOf(score) * unit, target: wanted * unit };
  });
  const report = movement(axes);
  const closeness = 1 / (1 + report.distance);
  return {
    ...behindGate(scores, weight * closeness, weight),
    ...(reference && { goal: report }),
  };
}

function measureOf({ measure, value }: WeightedScore): number {
  return measure ?? value;
}

function ownScale(target: number): number {
  const size = Math.abs(target);
  return size < smallestScale ? 1 : size;
}
