/**
 * How near two vectors lie.
 *
 * @module
 */

/** The cosine of the angle between two vectors of unit length, in [-1, 1]. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (const [index, value] of one.entries()) sum += value * (other[index] ?? 0);
  return Math.max(-1, Math.min(1, sum));
}
