/**
 * The graph of the front: embedding and head.
 *
 * Inputs `input_ids` int64 [S] and `hidden` float32 [R, hidden]; outputs `embeds` [S, hidden] and `logits`
 * [R, vocabulary]. Either may have 0 rows, and then costs nothing: ORT computes every output whatever is
 * fetched, so that the head's product, 60 times an embedding's cost, stands behind an `If`.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import { GraphBuilder } from "./graph-builder.ts";
import type { FrontWeights } from "./model-source.ts";
import { normed } from "./norm-nodes.ts";
import { elementTypes } from "./onnx-schema.ts";
import type { NamedWeights, Precision } from "./products.ts";

/** A front to write; `embeddingScale` [hidden] undoes what was folded into a tied table. */
export interface PreparedFront {
  readonly weights: FrontWeights;
  readonly embeddingScale: Float32Array | null;
}

export function frontGraph(
  architecture: Architecture,
  { weights, embeddingScale }: PreparedFront,
  precision: Precision,
): GraphBuilder {
  const { hidden, vocabulary, normEpsilon } = architecture;
  const graph = new GraphBuilder("front");
  graph.input("input_ids", "int64", ["s"]);
  graph.input("hidden", "float32", ["r", hidden]);
  graph.output("embeds", "float32", ["s", hidden]);
  graph.output("logits", "float32", ["r", vocabulary]);

  const embedding: NamedWeights = { name: "embedding", matrix: weights.embedding };
  const head: NamedWeights = weights.head ? { name: "head", matrix: weights.head } : embedding;
  const products = precision(graph);
  if (embeddingScale) {
    const found = products.lookup("input_ids", embedding, "embeds.smoothed");
    graph.node("Mul", [found, graph.constant("embeds.scale", embeddingScale, [hidden])], "embeds");
  } else {
    products.lookup("input_ids", embedding, "embeds");
  }

  graph.node("Shape", ["hidden"], "hidden.rows", { start: 0, end: 1 });
  graph.node("Cast", ["hidden.rows"], "hidden.any", { to: elementTypes.bool });
  const norm = graph.constant("final.norm", weights.finalNorm, [hidden]);
  const some = new GraphBuilder("some", graph);
  const x = normed(some, "hidden", norm, normEpsilon, "head.input");
  precision(some).wideProduct(x, head, "logits.some");
  some.output("logits.some", "float32", ["r", vocabulary]);
  const none = new GraphBuilder("none", graph);
  const empty = graph.constant("logits.empty", BigInt64Array.of(0n, BigInt(vocabulary)), [2]);
  none.node("ConstantOfShape", [empty], "logits.none");
  none.output("logits.none", "float32", [0, vocabulary]);
  graph.node("If", ["hidden.any"], "logits", { then_branch: { graph: some }, else_branch: { graph: none } });
  return graph;
}
