/**
 * The code points cut into intervals.
 *
 * @module
 */
import { highestCodePoint } from "./program.ts";

export class Intervals {
  /** The first code point of each, ascending from 0. */
  private readonly starts: Int32Array;

  /** @param starts where an interval begins; 0 is added */
  constructor(starts: Iterable<number>) {
    const all = new Set([0, ...starts]);
    all.delete(highestCodePoint + 1);
    this.starts = Int32Array.from(all).sort();
  }

  get count(): number {
    return this.starts.length;
  }

  /** The interval's first code point. */
  start(interval: number): number {
    return this.starts[interval] ?? 0;
  }

  /** The code point behind its last. */
  end(interval: number): number {
    return this.starts[interval + 1] ?? highestCodePoint + 1;
  }

  of(codePoint: number): number {
    let low = 0;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= codePoint) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Those that lie in the ranges: pairs of a first and a last code point, at which intervals begin and end. */
  *within(ranges: readonly number[]): Generator<number> {
    for (let at = 0; at < ranges.length; at += 2) {
      const last = ranges[at + 1] ?? 0;
      for (let interval = this.of(ranges[at] ?? 0); this.start(interval) <= last; interval++) {
        if (interval >= this.count) break;
        yield interval;
      }
    }
  }
}
