/**
 * Text as clients may send it.
 *
 * @module
 */
import { z } from "zod";

/**
 * A string of at most `max` UTF-16 code units without lone surrogates (they have no UTF-8, so no tokens);
 * with at least one character that is not white space unless `allowEmpty`.
 */
export function text(options: { max: number; allowEmpty?: boolean }) {
  const bounded = z
    .string()
    .max(options.max, `at most ${options.max} characters`)
    .refine((value) => value.isWellFormed(), "lone surrogates are not text");
  return options.allowEmpty ? bounded : bounded.refine((value) => value.trim() !== "", "must not be empty");
}
