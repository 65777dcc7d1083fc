/**
 * Tokens that decide between texts one of which has to come: a label, an option, `true` or `false`.
 *
 * @module
 */

export interface Decision {
  /** What the token speaks for; of several texts the first. */
  readonly chosen: string;
  /** What the most probable of the tokens that it was preferred to speaks for. */
  readonly rival: string;
  /** By how much the model finds the token more probable than that one, in nats; below 0 it would rather have said the rival. */
  readonly margin: number;
}
