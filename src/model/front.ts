/**
 * The contract of a model's front: embedding and head.
 *
 * @module
 */
import type { RowLogits } from "./language-model.ts";

export interface Front {
  /** Hidden states [tokens, hidden] to start the layers with. */
  embed(tokens: readonly number[]): Promise<Float32Array>;
  /**
   * What may follow each of `rows`.
   *
   * @param states - [all rows, hidden] as the last layer gives them
   * @param rows - those of the states that are wanted
   */
  logits(states: Float32Array, rows: readonly number[]): Promise<RowLogits[]>;
}
