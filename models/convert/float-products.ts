/**
 * Products in float32: for comparison, and with `observe` for calibration.
 *
 * @module
 */
import type { GraphBuilder } from "./graph-builder.ts";
import { transpose } from "./matrix.ts";
import type { NamedWeights, Precision, Products } from "./products.ts";

export const floatProducts: Precision = (graph) => {
  const weight = ({ name, matrix }: NamedWeights): string => {
    const { rows, columns, values } = transpose(matrix);
    return graph.constant(`${name}.weight`, values, [rows, columns]);
  };
  const product: Products["product"] = (x, weights, output) =>
    graph.node("MatMul", [x, weight(weights)], output);
  return {
    product,
    wideProduct: product,
    lookup(ids, weights, output) {
      graph.node("Gather", [weight(weights), ids], `${output}.turned`, { axis: 1 });
      return graph.node("Transpose", [`${output}.turned`], output, { perm: [1, 0] });
    },
    poolValues: ({ values }, output) => graph.node("Identity", [values], output),
    attention({ architecture, queries, keys, values }, output) {
      const [ownKeys = "", ownValues = ""] = [keys, values.values].map((slots) =>
        graph.node("Transpose", [slots], `${slots}.blocks`, { perm: [1, 0, 2] }),
      );
      if (!graph.makes("mask.heads")) graph.node("Unsqueeze", ["mask", graph.axes(1)], "mask.heads");
      graph.node("Attention", [queries, ownKeys, ownValues, "mask.heads"], `${output}.blocks`, {
        q_num_heads: architecture.queryHeads,
        kv_num_heads: architecture.keyValueHeads,
      });
      const width = architecture.queryHeads * architecture.headDimension;
      return graph.node("Reshape", [`${output}.blocks`, graph.axes(-1, width)], output);
    },
  };
};

/** The output that holds the per-channel maxima of product input `x`. */
export const maximaOf = (x: string): string => `maxima.${x}`;

/** Float products in a graph that also gives, for every product input `x`, max |x| over rows: `maxima.<x>` [inputs]. */
export const observedProducts: Precision = (graph) => {
  const products = floatProducts(graph);
  const observed = new Set<string>();
  const product: Products["product"] = (x, weights, output) => {
    if (!observed.has(x)) observeInput(graph, x, weights.matrix.columns);
    observed.add(x);
    return products.product(x, weights, output);
  };
  return { ...products, product, wideProduct: product };
};

/** Adds the output `maxima.<x>` [channels]: max |x| over rows. */
export function observeInput(graph: GraphBuilder, x: string, channels: number): void {
  graph.node("Abs", [x], `${x}.magnitude`);
  graph.node("ReduceMax", [`${x}.magnitude`, graph.axes(0)], maximaOf(x), { keepdims: 0 });
  graph.output(maximaOf(x), "float32", [channels]);
}
