/**
 * Models that read whole texts, for rewards that are models.
 *
 * @module
 */
import type { Classifiers } from "./classifier/classifiers.ts";
import type { LazyEncoder } from "./encoder/lazy-encoder.ts";

export interface TextModels {
  /** Loads what makes vectors of texts; null where there is none. */
  readonly encoder: LazyEncoder | null;
  /** Null where there are none. */
  readonly classifiers: Classifiers | null;
}

export const noTextModels: TextModels = { encoder: null, classifiers: null };
