/**
 * What heads are trained on.
 *
 * @module
 */

/** A text that the model reads: a prompt, and an answer to it that somebody gave. */
export interface Example {
  /** Examples of the same group are held out together. */
  group: string;
  prompt: readonly number[];
  answer: readonly number[];
}

/** Whether it is what the head looks for; null where the head has no use for it. */
export type Label = boolean | null;

export interface LabelledExample extends Example {
  /** By the head's name. */
  labels: Readonly<Record<string, Label>>;
}

/** Tokens of an answer that are read; what comes later says little more. */
export const mostRead = 64;
