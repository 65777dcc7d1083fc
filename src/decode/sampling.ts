/**
 * Drawing the next token.
 *
 * @module
 */
import { z } from "zod";
import { type Distribution, indicesOfLargest, type TokenCandidate } from "./distribution.ts";
import type { Random } from "./random.ts";

/** Parameters of sampling, as strategies that sample take them. */
export const samplingShape = {
  temperature: z.number().min(0.01).max(10).default(1).meta({
    description: "Divides the logits; below 1 sharpens, above 1 flattens.",
  }),
  top_p: z.number().gt(0).max(1).default(1).meta({
    description: "Draws from the fewest most probable tokens whose probabilities reach this sum.",
  }),
  top_k: z.int().min(0).max(1000).default(0).meta({
    description: "Draws from this many most probable tokens; 0 for all.",
  }),
};

export type Sampling = z.infer<z.ZodObject<typeof samplingShape>>;

/**
 * Draws a token by temperature, then top-k, then top-p (nucleus sampling, Holtzman et al. 2020,
 * arXiv:1904.09751). Its log-probability is the model's own, untouched by all three.
 */
export function drawToken(distribution: Distribution, sampling: Sampling, random: Random): TokenCandidate {
  const { logits } = distribution;
  const { temperature, top_p, top_k } = sampling;
  const weights = temperedWeights(logits, temperature);
  if (top_k === 0 && top_p === 1) return distribution.candidate(drawIndex(weights, random));
  const tokens =
    top_k > 0
      ? nucleus(indicesOfLargest(logits, top_k), weights, top_p)
      : nucleusOfAll(logits, weights, top_p);
  const index = drawIndex(weightsOf(tokens, weights), random);
  return distribution.candidate(tokens[index] ?? 0);
}

function temperedWeights(logits: Float32Array, temperature: number): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > largest) largest = logit;
  const weights = new Float64Array(logits.length);
  for (const [token, logit] of logits.entries()) weights[token] = Math.exp((logit - largest) / temperature);
  return weights;
}

/** The first of `tokens`, given most probable first, that together reach the share `topP` of their weight. */
function nucleus(tokens: readonly number[], weights: Float64Array, topP: number): number[] {
  const wanted = topP * sum(weightsOf(tokens, weights));
  let reached = 0;
  const end = tokens.findIndex((token) => {
    reached += weights[token] ?? 0;
    return reached >= wanted;
  });
  return tokens.slice(0, end === -1 ? tokens.length : end + 1);
}

/** The nucleus of the whole vocabulary; most are small, so that sorting all of it would be waste. */
function nucleusOfAll(logits: Float32Array, weights: Float64Array, topP: number): number[] {
  const wanted = topP * sum(weights);
  for (let k = 64; ; k *= 4) {
    const tokens = indicesOfLargest(logits, Math.min(k, logits.length));
    const reached = sum(weightsOf(tokens, weights));
    if (k >= logits.length) return nucleus(tokens, weights, topP);
    if (reached >= wanted) return nucleus(tokens, weights, wanted / reached);
  }
}

function drawIndex(weights: Float64Array, random: Random): number {
  let rest = random() * sum(weights);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  // Rounding left a crumb over: the last one with any weight takes it.
  return weights.findLastIndex((weight) => weight > 0);
}

function weightsOf(tokens: readonly number[], weights: Float64Array): Float64Array {
  return Float64Array.from(tokens, (token) => weights[token] ?? 0);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
