/**
 * Products in row-wise int8: activations uint8 with one scale a row, weights int8 with one scale an output.
 * A row's result does not depend on what shares its batch, and ORT-web's WASM has a kernel for it.
 *
 * @module
 */
import { exactAttention, wholeValues } from "./exact-attention.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import { sliceColumns } from "./matrix.ts";
import { elementTypes } from "./onnx-schema.ts";
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
      const tables = parts(weights);
      if (tables.length === 1) return product(x, weights, output);
      const inputs = tables.map((_, group) => `${x}.part${group}`);
      graph.node("Split", [x], inputs, { axis: 1, num_outputs: tables.length });
      // One addition after the other: ORT adds in place, and never holds more than two of the products.
      return tables.reduce((sum, part, group) => {
        const found = product(inputs[group] ?? x, part, `${output}.part${group}`);
        if (group === 0) return found;
        const name = group === tables.length - 1 ? output : `${output}.sum${group}`;
        return graph.node("Add", [sum, found], name);
      }, "");
    },
    lookup(ids, weights, output) {
      const found = parts(weights).map((part, group) => {
        const at = `${output}.part${group}`;
        const { values, scales } = table(graph, part);
        graph.node("Gather", [values, ids], `${at}.int8`, { axis: 1 });
        graph.node("Cast", [`${at}.int8`], `${at}.unscaled`, { to: elementTypes.float32 });
        graph.node("Gather", [scales, ids], `${at}.scale`);
        return graph.node("Mul", [`${at}.unscaled`, `${at}.scale`], at);
      });
      graph.node("Concat", found, `${output}.turned`, { axis: 0 });
      return graph.node("Transpose", [`${output}.turned`], output, { perm: [1, 0] });
    },
    poolValues: (values, output) => wholeValues(graph, values, output),
    attention: (attended, output) => exactAttention(graph, attended, output),
  };
};

/** The weights of each group of inputs; all of them together where they do not divide evenly. */
function parts(weights: NamedWeights): NamedWeights[] {
  const { name, matrix } = weights;
  if (matrix.columns % wideGroups !== 0) return [weights];
  const size = matrix.columns / wideGroups;
  return Array.from({ length: wideGroups }, (_, group) => ({
    name: `${name}.part${group}`,
    matrix: sliceColumns(matrix, group * size, (group + 1) * size),
  }));
}

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
  graph.node("Cast", [at("shifted")], at("uint8"), { to: elementTypes.uint8 });
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
