/**
 * What the package writer needs of a model, wherever it comes from: a GGUF file or the tiny generator.
 *
 * @module
 */
import type { Architecture, Manifest } from "../../src/model/manifest.ts";
import type { Matrix } from "./matrix.ts";

/** The weights of one layer; rotary rows (query, key) lie in rotate-half order. */
export interface LayerWeights {
  /** [hidden] */
  readonly attentionNorm: Float32Array;
  /** [queryHeads·headDimension, hidden] */
  readonly query: Matrix;
  /** [keyValueHeads·headDimension, hidden] */
  readonly key: Matrix;
  /** [keyValueHeads·headDimension, hidden] */
  readonly value: Matrix;
  /** [hidden, queryHeads·headDimension] */
  readonly attentionOutput: Matrix;
  /** [hidden] */
  readonly feedForwardNorm: Float32Array;
  /** [feedForward, hidden] */
  readonly gate: Matrix;
  /** [feedForward, hidden] */
  readonly up: Matrix;
  /** [hidden, feedForward] */
  readonly down: Matrix;
}

export interface FrontWeights {
  /** [vocabulary, hidden] */
  readonly embedding: Matrix;
  /** [vocabulary, hidden], or null where the head is tied to the embedding. */
  readonly head: Matrix | null;
  /** [hidden] */
  readonly finalNorm: Float32Array;
}

export interface ModelSource {
  readonly architecture: Architecture;
  readonly context: number;
  readonly specialTokens: Manifest["specialTokens"];
  /** Jinja text, or null for a model without one. */
  readonly chatTemplate: string | null;
  /** Base name and SHA-256 of what the model was made from. */
  readonly origin: Manifest["source"];
  layer(index: number): LayerWeights;
  front(): FrontWeights;
}
