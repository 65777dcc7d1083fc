/**
 * An ordinary decoder: a batch of sequences with their keys and values, as transformers.js runs it.
 *
 * Built for speed as far as exports go: fused norms and rotary embedding, logits of the last positions alone, and
 * the standard `Attention`, which shares keys and values between query heads without copies of them. With
 * `GroupQueryAttention`, which newer exports have, prompts of 256 tokens took twice as long.
 *
 * @module
 */
import { GraphBuilder } from "../../../models/convert/graph-builder.ts";
import type { LayerWeights, ModelSource } from "../../../models/convert/model-source.ts";
import { normed, skipNormed } from "../../../models/convert/norm-nodes.ts";
import { addRotaryCaches } from "../../../models/convert/rotary.ts";
import type { Architecture } from "../../../src/model/manifest.ts";
import { DynamicProducts } from "./dynamic-products.ts";

interface Context {
  readonly graph: GraphBuilder;
  readonly products: DynamicProducts;
  readonly architecture: Architecture;
}

/** The whole model in one graph, its weights under `name`.bin. transformers.js goes by the names of inputs and of `batch_size`. */
export function decoderGraph(name: string, source: ModelSource): GraphBuilder {
  const { architecture } = source;
  const { vocabulary, layers } = architecture;
  const graph = new GraphBuilder(name);
  const context: Context = { graph, products: new DynamicProducts(graph), architecture };
  const { embedding, head, finalNorm } = source.front();
  graph.input("input_ids", "int64", ["batch_size", "sequence_length"]);
  graph.output("logits", "float32", ["batch_size", "kept_length", vocabulary]);
  addMask(graph);
  addRotaryCaches(graph, source);

  let residual = context.products.lookup("input_ids", "embedding", embedding, "embeds");
  let input = "";
  let added: string | null = null;
  for (let index = 0; index <= layers; index++) {
    const layer = index < layers ? source.layer(index) : null;
    const norm = layer?.attentionNorm ?? finalNorm;
    ({ normed: input, sum: residual } = joined(context, residual, added, norm, `layers.${index}.attention`));
    if (!layer) break;
    const attended = attention(context, index, layer, input);
    const middle = joined(context, residual, attended, layer.feedForwardNorm, `layers.${index}.mlp`);
    residual = middle.sum;
    added = feedForward(context, index, layer, middle.normed);
  }

  // A slice from −k to the end keeps the last k positions of each sequence, and all where k is 0.
  graph.input("num_logits_to_keep", "int64", []);
  graph.node("Unsqueeze", ["num_logits_to_keep", graph.axes(0)], "kept");
  graph.node("Neg", ["kept"], "kept.first");
  const end = graph.constant("sequence.end", BigInt64Array.of(2n ** 63n - 1n), [1]);
  graph.node("Slice", [input, "kept.first", end, graph.axes(1)], "head.input");
  context.products.product("head.input", "head", head ?? embedding, "logits");
  return graph;
}

/**
 * What each new position may look at: all up to itself. Sequences are taken to be of one length, as those of one prompt
 * are: an export for all uses would look at the padding in `attention_mask`, too.
 */
function addMask(graph: GraphBuilder): void {
  graph.input("attention_mask", "int64", ["batch_size", "total_sequence_length"]);
  graph.input("position_ids", "int64", ["batch_size", "sequence_length"]);
  graph.node("Shape", ["attention_mask"], "total.shape", { start: 1, end: 2 });
  graph.node("Squeeze", ["total.shape"], "total");
  const number = (value: bigint) => graph.constant(`int64.${value}`, BigInt64Array.of(value), []);
  graph.node("Range", [number(0n), "total", number(1n)], "all.positions");
  graph.node("Unsqueeze", ["position_ids", graph.axes(1, 3)], "own.positions");
  graph.node("LessOrEqual", ["all.positions", "own.positions"], "visible");
  const [free, hidden] = [graph.scalar("mask.free", 0), graph.scalar("mask.hidden", -1e9)];
  graph.node("Where", ["visible", free, hidden], "mask");
}

/** Adds what a block gave to the residual stream, and norms the sum for the next. */
function joined(
  { graph, architecture: { hidden, normEpsilon } }: Context,
  residual: string,
  added: string | null,
  weight: Float32Array,
  at: string,
): { normed: string; sum: string } {
  const norm = graph.constant(`${at}.norm`, weight, [hidden]);
  const input = `${at}.input`;
  if (added === null) return { normed: normed(graph, residual, norm, normEpsilon, input), sum: residual };
  const outputs = { normed: input, sum: `${at}.residual` };
  skipNormed(graph, [residual, added, norm], normEpsilon, outputs);
  return outputs;
}

function attention(context: Context, index: number, weights: LayerWeights, input: string): string {
  const { graph, products, architecture } = context;
  const { queryHeads, keyValueHeads, headDimension } = architecture;
  const at = (name: string) => `layers.${index}.${name}`;
  const query = products.product(input, at("query"), weights.query, at("query.product"));
  const key = products.product(input, at("key"), weights.key, at("key.product"));
  const value = products.product(input, at("value"), weights.value, at("value.product"));
  const cache = (length: string) => ["batch_size", keyValueHeads, length, headDimension];
  const past = ["key", "value"].map((part) =>
    graph.input(`past_key_values.${index}.${part}`, "float32", cache("past_sequence_length")),
  );
  const present = ["key", "value"].map((part) => `present.${index}.${part}`);
  for (const part of present) graph.output(part, "float32", cache("total_sequence_length"));
  const attended = graph.node(
    "Attention",
    [rotated(graph, query, queryHeads), rotated(graph, key, keyValueHeads), value, "mask", ...past],
    [at("attended"), ...present],
    { q_num_heads: queryHeads, kv_num_heads: keyValueHeads },
  );
  return products.product(attended, at("output"), weights.attentionOutput, at("output.product"));
}

/** `x` [batch_size, sequence_length, heads·headDimension], each head turned by its position. */
function rotated(graph: GraphBuilder, x: string, heads: number): string {
  const inputs = [x, "position_ids", "rotary.cosines", "rotary.sines"];
  return graph.node("RotaryEmbedding", inputs, `${x}.rotated`, { num_heads: heads }, "com.microsoft");
}

/** down(SiLU(gate(x)) · up(x)) */
function feedForward(
  { graph, products }: Context,
  index: number,
  weights: LayerWeights,
  input: string,
): string {
  const at = (name: string) => `layers.${index}.${name}`;
  const gate = products.product(input, at("gate"), weights.gate, at("gate.product"));
  const up = products.product(input, at("up"), weights.up, at("up.product"));
  graph.node("Sigmoid", [gate], at("gate.sigmoid"));
  graph.node("Mul", [gate, at("gate.sigmoid")], at("gate.silu"));
  const gated = graph.node("Mul", [at("gate.silu"), up], at("gated"));
  return products.product(gated, at("down"), weights.down, at("down.product"));
}
