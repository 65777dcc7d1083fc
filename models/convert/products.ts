/**
 * How a graph multiplies: the one place where precisions differ.
 *
 * @module
 */
import type { GraphBuilder } from "./graph-builder.ts";
import type { Matrix } from "./matrix.ts";

/** The weights [outputs, inputs] of a product, and the name that its constants start with. */
export interface NamedWeights {
  readonly name: string;
  readonly matrix: Matrix;
}

/** Writes products into one graph. Tables are stored [inputs, outputs] and once, however often they are named. */
export interface Products {
  /** `output` [S, outputs] = `x` [S, inputs] · weightsᵀ. Products of one `x` share what is computed of it. */
  product(x: string, weights: NamedWeights, output: string): string;
  /** The same for an `x` whose outliers differ between parts of it: cut into groups where that helps. */
  wideProduct(x: string, weights: NamedWeights, output: string): string;
  /** `output` [S, inputs] = rows `ids` int64 [S] of the weights [outputs, inputs]: an embedding. */
  lookup(ids: string, weights: NamedWeights, output: string): string;
}

/** A precision: makes the writer of products for a graph. */
export type Precision = (graph: GraphBuilder) => Products;
