/**
 * The contract of a model's front: embedding and head.
 *
 * @module
 */
export interface Front {
  /** Hidden states [tokens, hidden] to start the layers with. */
  embed(tokens: readonly number[]): Promise<Float32Array>;
  /**
   * Logits [vocabulary] after each of `rows`, each an array of its own.
   *
   * @param states - [all rows, hidden] as the last layer gives them
   * @param rows - those of the states that are wanted
   */
  logits(states: Float32Array, rows: readonly number[]): Promise<Float32Array[]>;
}
