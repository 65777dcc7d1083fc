/**
 * Reads states with heads.
 *
 * @module
 */
import type { Head } from "./head.ts";

/** Makes readings of states. */
export interface StateReader {
  readonly heads: readonly Head[];
  /** The layers whose normed input it looks at, each once. */
  readonly taps: readonly number[];
  /**
   * Writes what there is to read at a row.
   *
   * @param states - by tap, [all rows, hidden]
   */
  read(states: ReadonlyMap<number, Float32Array>, row: number, reading: Float32Array): void;
}

export class HeadReader implements StateReader {
  readonly heads: readonly Head[];
  readonly taps: readonly number[];
  private readonly weights: readonly { tap: number; values: Float32Array }[];

  constructor(heads: readonly Head[]) {
    this.heads = heads;
    this.taps = [...new Set(heads.map(({ tap }) => tap))].toSorted((a, b) => a - b);
    this.weights = heads.map(({ tap, weights }) => ({ tap, values: Float32Array.from(weights) }));
  }

  /** @param reading - [heads] */
  read(states: ReadonlyMap<number, Float32Array>, row: number, reading: Float32Array): void {
    for (const [index, { tap, values }] of this.weights.entries()) {
      const all = states.get(tap);
      // Read as 0, what is missing would look harmless.
      if (!all || all.length < (row + 1) * values.length) throw new Error(`the layer ${tap} was not tapped`);
      reading[index] = dotProduct(values, all, row * values.length);
    }
  }
}

function dotProduct(weights: Float32Array, states: Float32Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    sum += (weights[index] ?? 0) * (states[from + index] ?? 0);
  }
  return sum;
}
