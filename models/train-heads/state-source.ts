/**
 * Reads whole states where heads would read a number of each.
 *
 * @module
 */
import type { StateReader } from "../../src/model/head-reader.ts";

export class StateSource implements StateReader {
  readonly heads = [];
  readonly taps: readonly number[];
  private readonly width: number;

  /** @param width - of a state */
  constructor(taps: readonly number[], width: number) {
    this.taps = taps;
    this.width = width;
  }

  newReading(): Float32Array {
    return new Float32Array(this.taps.length * this.width);
  }

  read(states: ReadonlyMap<number, Float32Array>, row: number, reading: Float32Array): void {
    for (const [index, tap] of this.taps.entries()) {
      const all = states.get(tap) ?? new Float32Array();
      reading.set(all.subarray(row * this.width, (row + 1) * this.width), index * this.width);
    }
  }

  /** Of some readings, by tap. */
  mean(readings: readonly Float32Array[]): Map<number, Float64Array> {
    return new Map(
      this.taps.map((tap, index) => {
        const mean = new Float64Array(this.width);
        for (const reading of readings) {
          for (let at = 0; at < this.width; at++) {
            mean[at] = (mean[at] ?? 0) + (reading[index * this.width + at] ?? 0) / readings.length;
          }
        }
        return [tap, mean];
      }),
    );
  }
}
