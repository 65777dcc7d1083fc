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
    attention({ architecture, query, keys, values }, output) {
      const [keyBatch = "", valueBatch = ""] = [keys, values.values].map((slots) =>
        graph.node("Unsqueeze", [slots, graph.axes(0)], `${slots}.batch`),
      );
      graph.node("Attention", [query, keyBatch, valueBatch, "mask"], `${output}.batch`, {
        q_num_heads: architecture.queryHeads,
        kv_num_heads: architecture.keyValueHeads,
      });
      return graph.node("Squeeze", [`${output}.batch`, graph.axes(0)], output);
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
