/**
 * Smoothing: moves outliers of activations into the weights before both are rounded to int8. Input channel
 * j of a product is divided by s_j, its weights are multiplied by it; the division is folded into whatever
 * makes the input, so that it costs nothing at run time.
 *
 * @module
 */

import type { PreparedLayer } from "./layer-graph.ts";
import { columnMaxima, type Matrix, scaleColumns, scaleRows } from "./matrix.ts";
import type { FrontWeights, LayerWeights, ModelSource } from "./model-source.ts";
import type { PreparedWeights } from "./write-package.ts";

/** Greatest |x| per channel of the inputs of one layer's products. */
export interface LayerMaxima {
  /** Of query, key and value: [hidden] */
  readonly attentionInput: Float32Array;
  /** Of the values that attention takes means of: [keyValueHeads·headDimension] */
  readonly value: Float32Array;
  /** Of the attention's output product: [queryHeads·headDimension] */
  readonly attended: Float32Array;
  /** Of gate and up: [hidden] */
  readonly mlpInput: Float32Array;
  /** Of down: [feedForward] */
  readonly gated: Float32Array;
}

export interface Maxima {
  readonly layers: readonly LayerMaxima[];
  /** [hidden] */
  readonly headInput: Float32Array;
}

/** How much of an outlier moves, 0 to 1, as measured on the default model: .8 anywhere made it worse. */
const alphas = { attentionInput: 0.65, attended: 0.5, mlpInput: 0.65, gated: 0.5, headInput: 0.5 };

/** The weights of `source` with smoothing folded in, from the `maxima` that calibration saw. */
export function smoothed(source: ModelSource, maxima: Maxima): PreparedWeights {
  return {
    layer(index) {
      const seen = maxima.layers[index];
      if (!seen) throw new Error(`layer ${index} was not calibrated`);
      return smoothLayer(source.layer(index), seen, source.architecture);
    },
    front: () => smoothFront(source.front(), maxima.headInput),
  };
}

function smoothLayer(
  layer: LayerWeights,
  seen: LayerMaxima,
  heads: { queryHeads: number; keyValueHeads: number; headDimension: number },
): PreparedLayer {
  const attention = factors(
    seen.attentionInput,
    columnMaxima([layer.query, layer.key, layer.value]),
    alphas.attentionInput,
  );
  const mlp = factors(seen.mlpInput, columnMaxima([layer.gate, layer.up]), alphas.mlpInput);
  const down = factors(seen.gated, columnMaxima([layer.down]), alphas.gated);
  // Query heads that share a value head share its factors, as they share its rows.
  const shared = factors(
    overGroups(seen.attended, heads),
    overGroups(columnMaxima([layer.attentionOutput]), heads),
    alphas.attended,
  );
  const spread = Float32Array.from({ length: layer.attentionOutput.columns }, (_, channel) => {
    return shared[valueChannel(channel, heads)] ?? 1;
  });
  const inputsOf = (matrix: Matrix, s: Float32Array) => scaleColumns(matrix, s);
  return {
    tapScale: attention,
    greatestValue: Math.max(...divided(seen.value, shared)),
    weights: {
      attentionNorm: divided(layer.attentionNorm, attention),
      query: inputsOf(layer.query, attention),
      key: inputsOf(layer.key, attention),
      value: scaleRows(inputsOf(layer.value, attention), inverse(shared)),
      attentionOutput: inputsOf(layer.attentionOutput, spread),
      feedForwardNorm: divided(layer.feedForwardNorm, mlp),
      gate: inputsOf(layer.gate, mlp),
      up: scaleRows(inputsOf(layer.up, mlp), inverse(down)),
      down: inputsOf(layer.down, down),
    },
  };
}

function smoothFront(front: FrontWeights, seen: Float32Array) {
  const table = front.head ?? front.embedding;
  const s = factors(seen, columnMaxima([table]), alphas.headInput);
  const smooth = scaleColumns(table, s);
  const finalNorm = divided(front.finalNorm, s);
  return front.head
    ? { weights: { ...front, head: smooth, finalNorm }, embeddingScale: null }
    : { weights: { ...front, embedding: smooth, finalNorm }, embeddingScale: inverse(s) };
}

/**
 * s = max|x|^α / max|w|^(1−α), over its geometric mean. A channel that is always zero on either side keeps
 * s = 1: there is nothing to move.
 */
export function factors(inputs: Float32Array, weights: Float32Array, alpha: number): Float32Array {
  const logarithms = Array.from(inputs, (input, channel) => {
    const weight = weights[channel] ?? 0;
    return input > 0 && weight > 0 ? alpha * Math.log(input) - (1 - alpha) * Math.log(weight) : null;
  });
  const known = logarithms.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  return Float32Array.from(logarithms, (value) => (value === null ? 1 : Math.exp(value - mean)));
}

function overGroups(
  channels: Float32Array,
  heads: { queryHeads: number; keyValueHeads: number; headDimension: number },
): Float32Array {
  const greatest = new Float32Array(heads.keyValueHeads * heads.headDimension);
  for (const [channel, value] of channels.entries()) {
    const target = valueChannel(channel, heads);
    greatest[target] = Math.max(greatest[target] ?? 0, value);
  }
  return greatest;
}

/** The value channel that an attended channel is a mean of. */
function valueChannel(
  channel: number,
  {
    queryHeads,
    keyValueHeads,
    headDimension,
  }: { queryHeads: number; keyValueHeads: number; headDimension: number },
): number {
  const head = Math.floor(channel / headDimension);
  return Math.floor(head / (queryHeads / keyValueHeads)) * headDimension + (channel % headDimension);
}

const inverse = (s: Float32Array): Float32Array => s.map((value) => 1 / value);

function divided(values: Float32Array, s: Float32Array): Float32Array {
  return values.map((value, channel) => value / (s[channel] ?? 1));
}
