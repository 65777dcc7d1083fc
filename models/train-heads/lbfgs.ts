/**
 * Minimises a smooth convex function by L-BFGS (Liu and Nocedal 1989, *On the limited memory BFGS method*).
 *
 * @module
 */

export interface Evaluated {
  value: number;
  gradient: Float64Array;
}

/** Steps whose curvature is remembered. */
const memory = 10;
const mostRounds = 500;
/** Largest component of the gradient at the minimum. */
const tolerance = 1e-7;
/** A step must gain this share of what its slope promises. */
const sufficient = 1e-4;
const mostHalvings = 40;
/** What is gained must be more than rounding may pretend, as a share of the value. */
const rounding = 1e-14;

interface Curvature {
  step: Float64Array;
  change: Float64Array;
  inverse: number;
}

/** Goes down from `start` until the gradient is as good as 0. */
export function lbfgs(start: Float64Array, evaluate: (at: Float64Array) => Evaluated): Float64Array {
  let at = start;
  let here = evaluate(at);
  let known: Curvature[] = [];
  for (let round = 0; round < mostRounds && largest(here.gradient) > tolerance; round++) {
    const direction = descent(here.gradient, known);
    const found = search(at, here, direction, evaluate);
    if (!found || here.value - found.value <= rounding * Math.abs(here.value)) break;
    const step = minus(found.at, at);
    const change = minus(found.gradient, here.gradient);
    const product = dot(step, change);
    if (product > 0) known = [...known, { step, change, inverse: 1 / product }].slice(-memory);
    at = found.at;
    here = found;
  }
  return at;
}

/** The two loops: the gradient, turned and scaled by what is known of the curvature. */
function descent(gradient: Float64Array, known: readonly Curvature[]): Float64Array {
  const direction = Float64Array.from(gradient, (value) => -value);
  const weights: number[] = [];
  for (const { step, change, inverse } of known.toReversed()) {
    const weight = inverse * dot(step, direction);
    weights.push(weight);
    addScaled(direction, change, -weight);
  }
  const last = known.at(-1);
  const scale = last ? dot(last.step, last.change) / dot(last.change, last.change) : 1 / (1 + norm(gradient));
  for (const [index, value] of direction.entries()) direction[index] = value * scale;
  for (const { step, change, inverse } of known) {
    addScaled(direction, step, (weights.pop() ?? 0) - inverse * dot(change, direction));
  }
  return direction;
}

/** Half as far, and half again, until enough is gained; null where rounding leaves nothing to gain. */
function search(
  from: Float64Array,
  { value, gradient }: Evaluated,
  direction: Float64Array,
  evaluate: (at: Float64Array) => Evaluated,
): (Evaluated & { at: Float64Array }) | null {
  const slope = dot(gradient, direction);
  for (let halving = 0; halving < mostHalvings; halving++) {
    const length = 0.5 ** halving;
    const at = from.map((own, index) => own + length * (direction[index] ?? 0));
    const there = evaluate(at);
    if (there.value <= value + sufficient * length * slope) return { at, ...there };
  }
  return null;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function minus(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, index) => value - (other[index] ?? 0));
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] ?? 0) + factor * (vector[index] ?? 0);
  }
}
