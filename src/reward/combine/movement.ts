/**
 * How a movement in the space of measures compares with the movement that was wanted.
 *
 * @module
 */
import type { GoalReport } from "../../spec/result.ts";

/** One dimension, all in the same unit. */
export interface Axis {
  /** Where the movement starts: z0. */
  start: number;
  /** Where it ends: ẑ. */
  end: number;
  /** Where it should end: z*. */
  target: number;
}

/** Shorter ways are rounding, and their direction means nothing. */
const negligible = 1e-9;

/**
 * The three figures of steerability after Chang et al. 2025 (arXiv:2505.23816): the error ẑ − z* has a part
 * along the wanted direction z* − z0, whose length as a share of ‖z* − z0‖ is the miscalibration (here with
 * its sign), and a part across it, whose length as a share of ‖ẑ − z0‖ is what they call orthogonality.
 */
export function movement(axes: readonly Axis[]): GoalReport {
  const error = axes.map(({ end, target }) => end - target);
  const wanted = axes.map(({ start, target }) => target - start);
  const moved = lengthOf(axes.map(({ start, end }) => end - start));
  const way = lengthOf(wanted);
  const isOnTarget = way < negligible;
  const direction = wanted.map((part) => (isOnTarget ? 0 : part / way));
  const along = dot(error, direction);
  const across = lengthOf(error.map((part, index) => part - along * (direction[index] ?? 0)));
  return {
    distance: lengthOf(error),
    miscalibration: isOnTarget ? null : along / way,
    side_effects: moved < negligible ? 0 : Math.min(1, across / moved),
  };
}

function lengthOf(vector: readonly number[]): number {
  return Math.hypot(...vector);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, part, index) => sum + part * (b[index] ?? 0), 0);
}
