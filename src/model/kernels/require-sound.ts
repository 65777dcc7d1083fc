/**
 * What a step must keep to: kernels check nothing, would read and write what is none of theirs, and make numbers of what is
 * none.
 *
 * @module
 */
import type { StageStep } from "../layer-stage.ts";

export interface StepLimits {
  hidden: number;
  /** Most positions a path may have. */
  context: number;
  /** Most rows of a step. */
  maxRows: number;
  /** Those there are. */
  layers: readonly number[];
}

/** @throws RangeError naming what is outside of what there is */
export function requireSound(step: StageStep, { hidden, context, maxRows, layers }: StepLimits): void {
  const { x, positions, slots, ancestors, ancestorCounts, capacity, taps } = step;
  const rows = positions.length;
  requireCapacity(capacity);
  if (rows > maxRows) throw new RangeError(`${rows} rows, more than the ${maxRows} of a step`);
  requireLength("states", x, rows * hidden);
  if (!x.every(Number.isFinite)) throw new RangeError("states that are not numbers");
  requireLength("slots", slots, rows);
  requireLength("ancestor counts", ancestorCounts, rows);
  requireBelow("position", positions, context);
  requireBelow("slot", slots, capacity);
  requireBelow("ancestor", ancestors, capacity);
  // Beside its ancestors a row looks at itself.
  requireBelow("number of ancestors", ancestorCounts, context);
  requireLength(
    "ancestors",
    ancestors,
    ancestorCounts.reduce((sum, count) => sum + count, 0),
  );
  const missing = taps.find((layer) => !layers.includes(layer));
  if (missing !== undefined) throw new RangeError(`no layer ${missing}`);
}

/** @throws RangeError where it is not a number of slots */
export function requireCapacity(capacity: number): void {
  if (!Number.isSafeInteger(capacity) || capacity < 0) throw new RangeError(`no capacity: ${capacity}`);
}

function requireLength(what: string, { length }: ArrayLike<number>, expected: number): void {
  if (length !== expected) throw new RangeError(`${length} ${what} where there should be ${expected}`);
}

function requireBelow(what: string, values: Int32Array, limit: number): void {
  const outside = values.find((value) => value < 0 || value >= limit);
  if (outside !== undefined) throw new RangeError(`${what} ${outside}, not from 0 to ${limit - 1}`);
}
