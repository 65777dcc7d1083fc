/**
 * The weights of a stage's layers in a kernel memory.
 *
 * @module
 */
import type { Architecture } from "../manifest.ts";
import type { Table, WeightLoader } from "./weight-loader.ts";

export interface LayerWeights {
  readonly attentionNorm: number;
  readonly query: Table;
  readonly key: Table;
  readonly value: Table;
  readonly attentionOutput: Table;
  readonly mlpNorm: number;
  readonly gate: Table;
  readonly up: Table;
  /** One for each group of inputs. */
  readonly down: readonly Table[];
  /** What the layer's tap is multiplied with, where that is not 1. */
  readonly tapScale: number | null;
  /** Units per 1 in which its values are kept. */
  readonly units: number;
}

/** Names are those that models/convert/layer-graph.ts gives. */
export function loadLayer(loader: WeightLoader, layer: number, architecture: Architecture): LayerWeights {
  const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
  const [queries, keys] = [queryHeads * headDimension, keyValueHeads * headDimension];
  const at = (name: string) => `layers.${layer}.${name}`;
  return {
    attentionNorm: loader.required(at("attention.norm"), hidden),
    query: loader.table(at("query"), hidden, queries),
    key: loader.table(at("key"), hidden, keys),
    value: loader.table(at("value"), hidden, keys),
    attentionOutput: loader.table(at("attention.output"), queries, hidden),
    mlpNorm: loader.required(at("mlp.norm"), hidden),
    gate: loader.table(at("gate"), hidden, feedForward),
    up: loader.table(at("up"), hidden, feedForward),
    down: loader.groups(at("down"), feedForward, hidden),
    tapScale: loader.floats(`tap.${layer}.scale`, hidden),
    units: loader.factorOf(`new.${layer}.value.scaled`),
  };
}
