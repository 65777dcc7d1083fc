/**
 * Sliders for amounts that differ by orders of magnitude.
 *
 * @module
 */

/** Positions of a slider, from 0 to this. */
export const positions = 200;

export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** The amount at a position: each as much above the one before, rounded to two digits; the ends exact. */
export function amountAt(position: number, { min, max }: Scale): number {
  if (position <= 0) return min;
  if (position >= positions) return max;
  const amount = min * (max / min) ** (position / positions);
  return Math.min(max, Math.max(min, Number(amount.toPrecision(2))));
}

/** The position nearest to an amount. */
export function positionOf(amount: number, { min, max }: Scale): number {
  const position = (positions * Math.log(amount / min)) / Math.log(max / min);
  return Math.round(Math.min(positions, Math.max(0, position)));
}
