/**
 * Weights to int8: symmetric, one scale per output channel.
 *
 * @module
 */
import type { Matrix } from "./matrix.ts";

export interface QuantisedMatrix {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs, outputs], as `MatMulInteger` takes its second operand. */
  readonly values: Int8Array;
  /** [outputs]; value · scale is the weight. */
  readonly scales: Float32Array;
}

/** Rounds `weights` [outputs, inputs] to −127…127 per output and turns them to [inputs, outputs]. */
export function quantise(weights: Matrix): QuantisedMatrix {
  const { rows: outputs, columns: inputs, values: source } = weights;
  const values = new Int8Array(source.length);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const row = source.subarray(output * inputs, (output + 1) * inputs);
    let greatest = 0;
    for (const weight of row) greatest = Math.max(greatest, Math.abs(weight));
    // A row of zeros has no scale of its own; any will do.
    const scale = Math.fround(greatest / 127) || 1;
    scales[output] = scale;
    for (let input = 0; input < inputs; input++) {
      const rounded = Math.round((row[input] ?? 0) / scale);
      values[input * outputs + output] = Math.max(-127, Math.min(127, rounded));
    }
  }
  return { inputs, outputs, values, scales };
}
