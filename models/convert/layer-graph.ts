/**
 * The graph of a layer stage: a run of llama layers over the token tree.
 *
 * Inputs, for S rows against N filled slots: `x` float32 [S, hidden], `position_ids` int64 [S],
 * `past.<layer>.key` / `.value` float32 [N, keyValueHeads·headDimension]; and for attention, in B blocks of R rows that
 * look at M of the N+S columns: `rows` int32 [B, R], `columns` int32 [M, B], `mask` float32 [B, R, M], and where each row
 * lies in them, `order` int32 [S]. Outputs: `y` [S, hidden], `new.<layer>.key` / `.value` [S, …] of the new rows only,
 * and `tap.<layer>` [S, hidden], the normed attention input.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import { GraphBuilder } from "./graph-builder.ts";
import type { LayerWeights } from "./model-source.ts";
import { normed, skipNormed } from "./norm-nodes.ts";
import type { Precision, Products } from "./products.ts";
import { addRotaryCaches } from "./rotary.ts";

/** A layer to write. */
export interface PreparedLayer {
  readonly weights: LayerWeights;
  /** Undoes what was folded into its attention norm, [hidden]. */
  readonly tapScale: Float32Array | null;
  /** The greatest magnitude that its attention values are expected to have. */
  readonly greatestValue: number;
}

export interface StagePlan {
  readonly name: string;
  readonly firstLayer: number;
  readonly lastLayer: number;
  readonly taps: readonly number[];
}

/** Names, inside the graph, of what layer `index` multiplies with its weights. */
export function productInputs(index: number) {
  return {
    attention: `layers.${index}.attention.input`,
    attentionOutput: `layers.${index}.attended`,
    mlp: `layers.${index}.mlp.input`,
    down: `layers.${index}.gated`,
  };
}

/** Writes the graph of `plan`'s layers; `layers` holds them in order. */
export function layerGraph(
  model: { architecture: Architecture; context: number },
  plan: StagePlan,
  layers: readonly PreparedLayer[],
  precision: Precision,
): GraphBuilder {
  const { architecture } = model;
  const graph = new GraphBuilder(plan.name);
  const products = precision(graph);
  graph.input("x", "float32", ["s", architecture.hidden]);
  graph.input("position_ids", "int64", ["s"]);
  graph.input("rows", "int32", ["b", "r"]);
  graph.input("columns", "int32", ["m", "b"]);
  graph.input("order", "int32", ["s"]);
  graph.input("mask", "float32", ["b", "r", "m"]);
  graph.output("y", "float32", ["s", architecture.hidden]);
  addRotaryCaches(graph, model);
  graph.node("Unsqueeze", ["position_ids", graph.axes(0)], "positions");

  const epsilon = architecture.normEpsilon;
  let residual = "x";
  let input = "";
  layers.forEach(({ weights, tapScale, greatestValue }, offset) => {
    const index = plan.firstLayer + offset;
    const at = (name: string) => `layers.${index}.${name}`;
    const norm = graph.constant(at("attention.norm"), weights.attentionNorm, [architecture.hidden]);
    if (offset === 0) input = normed(graph, residual, norm, epsilon, at("attention.input"));
    if (plan.taps.includes(index)) addTap(graph, input, index, tapScale);
    const attended = attention({ graph, products, architecture, index, weights }, input, greatestValue);
    const middle = graph.constant(at("mlp.norm"), weights.feedForwardNorm, [architecture.hidden]);
    const mlpInput = { normed: at("mlp.input"), sum: at("middle") };
    skipNormed(graph, [residual, attended, middle], epsilon, mlpInput);
    const fed = feedForward({ graph, products, architecture, index, weights }, mlpInput.normed);
    const next = layers[offset + 1];
    if (!next) {
      graph.node("Add", [mlpInput.sum, fed], "y");
      return;
    }
    const nextAt = (name: string) => `layers.${index + 1}.${name}`;
    const nextNorm = graph.constant(nextAt("attention.norm"), next.weights.attentionNorm, [
      architecture.hidden,
    ]);
    input = nextAt("attention.input");
    residual = nextAt("start");
    skipNormed(graph, [mlpInput.sum, fed, nextNorm], epsilon, { normed: input, sum: residual });
  });
  return graph;
}

interface LayerContext {
  readonly graph: GraphBuilder;
  readonly products: Products;
  readonly architecture: Architecture;
  readonly index: number;
  readonly weights: LayerWeights;
}

function addTap(graph: GraphBuilder, input: string, index: number, scale: Float32Array | null): void {
  const name = `tap.${index}`;
  if (scale) graph.node("Mul", [input, graph.constant(`${name}.scale`, scale, [scale.length])], name);
  else graph.node("Identity", [input], name);
  graph.output(name, "float32", ["s", "hidden"]);
}

/** Attention of the new rows over past and new ones, block by block, each row to those that the mask lets it see. */
function attention(context: LayerContext, input: string, greatestValue: number): string {
  const { graph, products, architecture, index, weights } = context;
  const { queryHeads, keyValueHeads, headDimension } = architecture;
  const at = (name: string) => `layers.${index}.${name}`;
  const query = products.product(input, { name: at("query"), matrix: weights.query }, at("query"));
  const key = products.product(input, { name: at("key"), matrix: weights.key }, at("key"));
  const value = products.product(input, { name: at("value"), matrix: weights.value }, at("value"));
  const newValue = `new.${index}.value`;
  products.poolValues({ values: value, greatest: greatestValue }, newValue);
  const turnedQuery = rotated(graph, query, queryHeads, at("query.turned"));
  const newKey = rotated(graph, key, keyValueHeads, `new.${index}.key`);
  const [keys = "", values = ""] = [
    [newKey, "key"],
    [newValue, "value"],
  ].map(([fresh = "", part]) => {
    const past = graph.input(`past.${index}.${part}`, "float32", ["n", keyValueHeads * headDimension]);
    graph.output(fresh, "float32", ["s", keyValueHeads * headDimension]);
    graph.node("Concat", [past, fresh], at(`${part}s.all`), { axis: 0 });
    return graph.node("Gather", [at(`${part}s.all`), "columns"], at(`${part}s`), { axis: 0 });
  });
  const queries = graph.node("Gather", [turnedQuery, "rows"], at("queries"), { axis: 0 });
  const placed = products.attention(
    { architecture, queries, keys, values: { values, greatest: greatestValue } },
    at("attended.blocks"),
  );
  const attended = graph.node("Gather", [placed, "order"], at("attended"), { axis: 0 });
  const matrix = weights.attentionOutput;
  return products.product(attended, { name: at("attention.output"), matrix }, at("attention.output"));
}

function rotated(graph: GraphBuilder, x: string, heads: number, output: string): string {
  const batch = graph.node("Unsqueeze", [x, graph.axes(0)], `${x}.batch`);
  const turned = graph.node(
    "RotaryEmbedding",
    [batch, "positions", "rotary.cosines", "rotary.sines"],
    `${x}.rotated`,
    { num_heads: heads },
    "com.microsoft",
  );
  return graph.node("Squeeze", [turned, graph.axes(0)], output);
}

/** down(SiLU(gate(x)) · up(x)) */
function feedForward({ graph, products, index, weights }: LayerContext, input: string): string {
  const at = (name: string) => `layers.${index}.${name}`;
  const gate = products.product(input, { name: at("gate"), matrix: weights.gate }, at("gate"));
  const up = products.product(input, { name: at("up"), matrix: weights.up }, at("up"));
  graph.node("Sigmoid", [gate], at("gate.sigmoid"));
  graph.node("Mul", [gate, at("gate.sigmoid")], at("gate.silu"));
  const gated = graph.node("Mul", [at("gate.silu"), up], at("gated"));
  return products.wideProduct(gated, { name: at("down"), matrix: weights.down }, at("down"));
}
