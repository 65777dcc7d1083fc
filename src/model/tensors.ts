/**
 * Into and out of a graph.
 *
 * @module
 */
import { Tensor } from "../runtime/onnx-runtime.ts";

/** @param values - [values.length] */
export function int64(values: ArrayLike<number>): Tensor {
  return new Tensor("int64", BigInt64Array.from(Array.from(values), BigInt), [values.length]);
}

/** @param values - [values.length / width, width] */
export function matrix(values: Float32Array, width: number): Tensor {
  return new Tensor("float32", values, [values.length / width, width]);
}

/** @throws Error where the graph has no such output */
export function floats(outputs: Record<string, Tensor>, name: string): Float32Array {
  const tensor = outputs[name];
  if (!tensor) throw new Error(`the graph has no output ${name}`);
  return tensor.data as Float32Array;
}
