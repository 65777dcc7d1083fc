/**
 * Products in row-wise int8: activations uint8 with one scale a row, weights int8 with one scale an output.
 * A row's result does not depend on what shares its batch, and ORT-web's WASM has a kernel for it.
 *
 * @module
 */
import { exactAttention, wholeValues } from "./exact-attention.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import { sliceColumns } from "./matrix.ts";
import type { NamedWeights, Precision, Products } from "./products.ts";
import { quantise } from "./quantise.ts";

/** Groups that a wide product's inputs are cut into, each with row and channel scales of its own. */
const wideGroups = 4;

export const int8Products: Precision = (graph) => {
  const quantised = new Map<string, RowQuantised>();
  const rows = (x: string): RowQuantised => {
    const known = quantised.get(x) ?? quantiseRows(graph, x);
    quantised.set(x, known);
    return known;
  };
  const product: Products["product"] = (x, weights, output) =>
    integerProduct(graph, rows(x), table(graph, weights), output);
  return {
    product,
    wideProduct(x, weights, output) {
      const { columns } = weights.matrix;
      if (columns % wideGroups !== 0) return product(x, weights, output);
      const size = columns / wideGroups;
      const parts = Array.from({ length: wideGroups }, (_, group) => `${x}.part${group}`);
      graph.node("Split", [x], parts, { axis: 1, num_outputs: wideGroups });
      const sums = parts.map((part, group) => {
        const matrix = sliceColumns(weights.matrix, group * size, (group + 1) * size);
        return product(part, { name: `${weights.name}.part${group}`, matrix }, `${output}.part${group}`);
      });
      return graph.node("Sum", sums, output);
    },
    lookup(ids, weights, output) {
      const { values, scales } = table(graph, weights);
      graph.node("Gather", [values, ids], `${output}.turned`, { axis: 1 });
      graph.node("Cast", [`${output}.turned`], `${output}.float`, { to: 1 });
      graph.node("Transpose", [`${output}.float`], `${output}.unscaled`, { perm: [1, 0] });
      graph.node("Gather", [scales, ids], `${output}.scale`);
      graph.node("Unsqueeze", [`${output}.scale`, graph.axes(1)], `${output}.scale.column`);
      return graph.node("Mul", [`${output}.unscaled`, `${output}.scale.column`], output);
    },
    poolValues: (values, output) => wholeValues(graph, values, output),
    attention: (parts, output) => exactAttention(graph, parts, output),
  };
};

interface RowQuantised {
  /** uint8 [S, inputs] around 128 */
  readonly values: string;
  /** float32 [S, 1] */
  readonly scales: string;
}

interface Table {
  /** int8 [inputs, outputs] */
  readonly values: string;
  /** float32 [outputs] */
  readonly scales: string;
}

function table(graph: GraphBuilder, { name, matrix }: NamedWeights): Table {
  const names = { values: `${name}.weight`, scales: `${name}.scale` };
  if (!graph.has(names.values)) {
    const { values, scales, inputs, outputs } = quantise(matrix);
    graph.constant(names.values, values, [inputs, outputs]);
    graph.constant(names.scales, scales, [outputs]);
  }
  return names;
}

function quantiseRows(graph: GraphBuilder, x: string): RowQuantised {
  const at = (suffix: string) => `${x}.${suffix}`;
  graph.node("Abs", [x], at("magnitude"));
  graph.node("ReduceMax", [at("magnitude"), graph.axes(-1)], at("greatest"), { keepdims: 1 });
  graph.node("Mul", [at("greatest"), graph.scalar("int8.step", 1 / 127)], at("step"));
  // A row of zeros must not divide by zero.
  graph.node("Max", [at("step"), graph.scalar("int8.least", 1e-9)], at("scale"));
  graph.node("Div", [x, at("scale")], at("divided"));
  graph.node("Round", [at("divided")], at("rounded"));
  graph.node("Add", [at("rounded"), graph.scalar("int8.zero", 128)], at("shifted"));
  graph.node("Cast", [at("shifted")], at("uint8"), { to: 2 });
  return { values: at("uint8"), scales: at("scale") };
}

/** `MatMulIntegerToFloat` scales per output as it goes; its one scale for the whole left side is 1, a row's comes after. */
function integerProduct(graph: GraphBuilder, x: RowQuantised, weights: Table, output: string): string {
  const one = graph.scalar("int8.one", 1);
  const zero = graph.constant("uint8.zero", Uint8Array.of(128), []);
  const inputs = [x.values, weights.values, one, weights.scales, zero];
  graph.node("MatMulIntegerToFloat", inputs, `${output}.unscaled`, {}, "com.microsoft");
  return graph.node("Mul", [`${output}.unscaled`, x.scales], output);
}
