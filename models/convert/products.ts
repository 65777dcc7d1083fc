/**
 * How a graph multiplies and attends: the one place where precisions differ.
 *
 * @module
 */
import type { Architecture } from "../../src/model/manifest.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { Matrix } from "./matrix.ts";

/** The weights [outputs, inputs] of a product, and the name that its constants start with. */
export interface NamedWeights {
  readonly name: string;
  readonly matrix: Matrix;
}

/** Rows of values, and the greatest magnitude that they are expected to have. */
export interface PoolValues {
  /** [S, keyValueHeads·headDimension], or [M, B, …] of B blocks */
  readonly values: string;
  readonly greatest: number;
}

/** What B blocks of R rows look at, beside the graph's input `mask` [B, R, M]. */
export interface AttentionParts {
  readonly architecture: Architecture;
  /** [B, R, queryHeads·headDimension], turned by position. */
  readonly queries: string;
  /** [M, B, keyValueHeads·headDimension], turned by position. */
  readonly keys: string;
  /** Of as many slots, as `poolValues` made them. */
  readonly values: PoolValues;
}

/** Writes products into one graph. Tables are stored [inputs, outputs] and once, however often they are named. */
export interface Products {
  /** `output` [S, outputs] = `x` [S, inputs] · weightsᵀ. Products of one `x` share what is computed of it. */
  product(x: string, weights: NamedWeights, output: string): string;
  /** The same for an `x` whose outliers differ between parts of it: cut into groups where that helps. */
  wideProduct(x: string, weights: NamedWeights, output: string): string;
  /** `output` [S, inputs] = rows `ids` int64 [S] of a wide product's weights [outputs, inputs]: an embedding. */
  lookup(ids: string, weights: NamedWeights, output: string): string;
  /** `output`: new values in the form in which the pool keeps them. */
  poolValues(values: PoolValues, output: string): string;
  /** `output` [B·R, queryHeads·headDimension]: the mean of the values that each row attends to. */
  attention(parts: AttentionParts, output: string): string;
}

/** A precision: makes the writer of products for a graph. */
export type Precision = (graph: GraphBuilder) => Products;
