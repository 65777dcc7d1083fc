import { describe, expect, it } from "vitest";
import { columnMaxima, type Matrix, transpose } from "../../models/convert/matrix.ts";
import { quantise } from "../../models/convert/quantise.ts";
import { factors } from "../../models/convert/smoothing.ts";

const matrix: Matrix = { rows: 2, columns: 3, values: Float32Array.of(1, -8, 0, 0.5, 2, 0) };

describe("smoothing factors", () => {
  it("are max|x|^α / max|w|^(1−α) over their geometric mean", () => {
    const s = factors(Float32Array.of(16, 1), Float32Array.of(4, 1), 0.5);
    expect([...s]).toEqual([Math.fround(Math.SQRT2), Math.fround(Math.SQRT1_2)]);
  });

  it("are 1 where a channel or its weights are always zero", () => {
    expect([...factors(Float32Array.of(0, 5, 7), Float32Array.of(2, 0, 3), 0.65)]).toEqual([1, 1, 1]);
  });

  it("look at the greatest weight of each input", () => {
    expect([...columnMaxima([matrix])]).toEqual([1, 8, 0]);
  });
});

describe("quantise", () => {
  it("rounds to −127…127 per output and turns the weights", () => {
    const { values, scales, inputs, outputs } = quantise(matrix);
    expect({ inputs, outputs }).toEqual({ inputs: 3, outputs: 2 });
    expect([...scales]).toEqual([Math.fround(8 / 127), Math.fround(2 / 127)]);
    expect([...values]).toEqual([16, 32, -127, 127, 0, 0]);
  });

  it("gives a row of zeros a scale that divides", () => {
    const { values, scales } = quantise({ rows: 1, columns: 2, values: new Float32Array(2) });
    expect([scales[0], ...values]).toEqual([1, 0, 0]);
  });

  it("is within half a step of the weights", () => {
    const { values, scales, outputs } = quantise(matrix);
    const { values: expected } = transpose(matrix);
    for (const [index, value] of values.entries()) {
      const scale = scales[index % outputs] ?? 0;
      expect(Math.abs(value * scale - (expected[index] ?? 0))).toBeLessThanOrEqual(scale / 2 + 1e-6);
    }
  });
});
