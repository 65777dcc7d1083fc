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

/** Draws that may be refused before it is given up; what is refused is not drawn again. */
const mostRefusals = 100;

/**
 * Draws a token by temperature, then top-k, then top-p (nucleus sampling, Holtzman et al. 2020,
 * arXiv:1904.09751), and again where `allows` refuses it: that draws from what is allowed, each token with its
 * share of the probability. Its log-probability is the model's own, untouched by all of them. Null where nothing
 * that is allowed was found.
 */
export function drawToken(
  distribution: Distribution,
  sampling: Sampling,
  random: Random,
  allows: (candidate: TokenCandidate) => boolean,
): TokenCandidate | null {
  const { temperature, top_p, top_k } = sampling;
  const weights = temperedWeights(distribution.logits, temperature);
  if (top_k > 0) keepOnly(weights, indicesOfLargest(distribution.logits, top_k));
  if (top_p < 1) keepNucleus(weights, top_p);
  for (let refused = 0; refused < mostRefusals; refused++) {
    const drawn = drawIndex(weights, random);
    if (weights[drawn] === 0) return null;
    const candidate = distribution.candidate(drawn);
    if (allows(candidate)) return candidate;
    weights[drawn] = 0;
  }
  return null;
}

function temperedWeights(logits: Float32Array, temperature: number): Float32Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > largest) largest = logit;
  const weights = new Float32Array(logits.length);
  for (let token = 0; token < logits.length; token++) {
    weights[token] = Math.exp(((logits[token] ?? 0) - largest) / temperature);
  }
  return weights;
}

/** Sets all weights but those of `tokens` to 0. */
function keepOnly(weights: Float32Array, tokens: readonly number[]): void {
  const kept = tokens.map((token) => [token, weights[token] ?? 0] as const);
  weights.fill(0);
  for (const [index, weight] of kept) weights[index] = weight;
}

/** Sets to 0 all weights below the smallest of the fewest that together reach the share `topP`. */
function keepNucleus(weights: Float32Array, topP: number): void {
  const wanted = topP * sum(weights);
  const ascending = weights.toSorted();
  let reached = 0;
  let smallest = ascending.length;
  while (smallest > 0 && reached < wanted) reached += ascending[--smallest] ?? 0;
  const threshold = ascending[smallest] ?? 0;
  for (let index = 0; index < weights.length; index++) {
    if ((weights[index] ?? 0) < threshold) weights[index] = 0;
  }
}

function drawIndex(weights: Float32Array, random: Random): number {
  let rest = random() * sum(weights);
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    if (weight === 0) continue;
    last = index;
    rest -= weight;
    if (rest < 0) return index;
  }
  // Rounding left a crumb over: the last one with any weight takes it.
  return last;
}

function sum(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
