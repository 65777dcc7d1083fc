/**
 * Products as `onnxruntime.quantization`'s dynamic mode writes them, with which the exports for transformers.js are
 * quantised: activations uint8 with one scale and one zero point for a whole tensor, weights int8 with one scale.
 *
 * @module
 */
import type { GraphBuilder } from "../../../models/convert/graph-builder.ts";
import { type Matrix, transpose } from "../../../models/convert/matrix.ts";
import { elementTypes } from "../../../models/convert/onnx-schema.ts";

export class DynamicProducts {
  private readonly graph: GraphBuilder;
  private readonly quantised = new Set<string>();

  constructor(graph: GraphBuilder) {
    this.graph = graph;
  }

  /** `output` [.., outputs] = `x` [.., inputs] · weightsᵀ, for weights [outputs, inputs]; what is quantised of `x` is shared. */
  product(x: string, name: string, weights: Matrix, output: string): string {
    const { graph } = this;
    const inputs = ["uint8", "scale", "zero"].map((part) => `${x}.${part}`);
    if (!this.quantised.has(x)) graph.node("DynamicQuantizeLinear", [x], inputs);
    this.quantised.add(x);
    const [values = "", scale = "", zero = ""] = inputs;
    const table = this.table(name, transpose(weights));
    graph.node("MatMulInteger", [values, table.values, zero, table.zero], `${output}.int32`);
    graph.node("Cast", [`${output}.int32`], `${output}.unscaled`, { to: elementTypes.float32 });
    graph.node("Mul", [scale, table.scale], `${output}.scale`);
    return graph.node("Mul", [`${output}.unscaled`, `${output}.scale`], output);
  }

  /** `output` [.., columns]: the rows of `matrix` at `ids`. */
  lookup(ids: string, name: string, matrix: Matrix, output: string): string {
    const { values, scale, zero } = this.table(name, matrix);
    this.graph.node("Gather", [values, ids], `${output}.int8`);
    return this.graph.node("DequantizeLinear", [`${output}.int8`, scale, zero], output);
  }

  private table(name: string, { rows, columns, values }: Matrix) {
    const { graph } = this;
    const quantised = quantiseTensor(values);
    return {
      values: graph.constant(`${name}.int8`, quantised.values, [rows, columns]),
      scale: graph.scalar(`${name}.scale`, quantised.scale),
      zero: graph.constant("int8.zero", Int8Array.of(0), []),
    };
  }
}

/** −127 … 127 for what lies between the greatest magnitude on either side. */
function quantiseTensor(values: Float32Array): { values: Int8Array; scale: number } {
  let greatest = 0;
  for (const value of values) greatest = Math.max(greatest, Math.abs(value));
  const scale = Math.fround(greatest / 127) || 1;
  const rounded = new Int8Array(values.length);
  for (const [index, value] of values.entries()) rounded[index] = Math.round(value / scale);
  return { values: rounded, scale };
}
