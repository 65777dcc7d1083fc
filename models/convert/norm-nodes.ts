/**
 * RMSNorm as ONNX Runtime's contributed operators, which are faster in WASM than the norm in parts.
 *
 * @module
 */
import type { GraphBuilder } from "./graph-builder.ts";

/** `output` = RMSNorm of `x` [S, hidden] times `weight` [hidden]. */
export function normed(
  graph: GraphBuilder,
  x: string,
  weight: string,
  epsilon: number,
  output: string,
): string {
  const attributes = { axis: -1, epsilon: { float: epsilon }, stash_type: 1 };
  return graph.node("SimplifiedLayerNormalization", [x, weight], output, attributes);
}

/** `sum` = a + b and `normed` = RMSNorm(sum) · weight, in one node. */
export function skipNormed(
  graph: GraphBuilder,
  [a, b, weight]: readonly [string, string, string],
  epsilon: number,
  outputs: { normed: string; sum: string },
): void {
  graph.node(
    "SkipSimplifiedLayerNormalization",
    [a, b, weight],
    [outputs.normed, "", "", outputs.sum],
    { epsilon: { float: epsilon } },
    "com.microsoft",
  );
}
