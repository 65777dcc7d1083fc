/**
 * Seeded random weights for the tiny model, scaled so that what it says next is varied and peaked.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import type { Matrix } from "./matrix.ts";
import type { FrontWeights, LayerWeights } from "./model-source.ts";
import { type TinyVocabulary, tinySpecials } from "./tiny-tokenizer.ts";

type Random = () => number;

/** Weights of one layer; the layers' sum outweighs the embedding, or a tied model repeats its last token. */
export function tinyLayer(architecture: Architecture, seed: number, index: number): LayerWeights {
  const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
  const random = normals(seed * 1000 + index + 1);
  const queries = queryHeads * headDimension;
  const keys = keyValueHeads * headDimension;
  const matrix = (rows: number, columns: number, gain: number) =>
    randomMatrix(random, rows, columns, gain / Math.sqrt(columns));
  return {
    attentionNorm: gains(random, hidden, 1),
    query: matrix(queries, hidden, 2),
    key: matrix(keys, hidden, 2),
    value: matrix(keys, hidden, 1),
    attentionOutput: matrix(hidden, queries, 1),
    feedForwardNorm: gains(random, hidden, 1),
    gate: matrix(feedForward, hidden, 1.5),
    up: matrix(feedForward, hidden, 1.5),
    down: matrix(hidden, feedForward, 1.5),
  };
}

/** A tied front: words likely, raw bytes seldom, an end now and then. */
export function tinyFront({ tokens, words }: TinyVocabulary, hidden: number, seed: number): FrontWeights {
  const random = normals(seed * 1000);
  const embedding = randomMatrix(random, tokens.length, hidden, 0.25);
  for (const [id, token] of tokens.entries()) {
    const likelihood = words.has(token) ? 1 : likelihoodOf(id, token);
    for (let column = 0; column < hidden; column++) {
      const index = id * hidden + column;
      embedding.values[index] = (embedding.values[index] ?? 0) * likelihood;
    }
  }
  return { embedding, head: null, finalNorm: gains(random, hidden, 1.9) };
}

function likelihoodOf(id: number, token: string): number {
  if (id === tinySpecials.indexOf("<|im_end|>")) return 1.1;
  if (id < tinySpecials.length) return 0.05;
  if (/^[.,!?]$/.test(token)) return 1.1;
  return /^[ -~Ġ]/.test(token) ? 0.5 : 0.05;
}

function gains(random: Random, length: number, mean: number): Float32Array {
  return Float32Array.from({ length }, () => mean * (1 + 0.2 * random()));
}

function randomMatrix(random: Random, rows: number, columns: number, deviation: number): Matrix {
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => deviation * random()) };
}

/** Normal numbers by Box and Muller's method, over the public-domain generator mulberry32. */
function normals(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
