/**
 * The weights of a stage's layers in a kernel memory.
 *
 * @module
 */
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
export function loadLayer(loader: WeightLoader, layer: number): LayerWeights {
  const at = (name: string) => `layers.${layer}.${name}`;
  return {
    attentionNorm: loader.required(at("attention.norm")),
    query: loader.table(at("query")),
    key: loader.table(at("key")),
    value: loader.table(at("value")),
    attentionOutput: loader.table(at("attention.output")),
    mlpNorm: loader.required(at("mlp.norm")),
    gate: loader.table(at("gate")),
    up: loader.table(at("up")),
    down: loader.groups(at("down")),
    tapScale: loader.floats(`tap.${layer}.scale`),
    units: loader.factorOf(`new.${layer}.value.scaled`),
  };
}
