/**
 * Text that grows token by token.
 *
 * @module
 */
import type { Tokenizer } from "../model/tokenizer.ts";

/** The text of a path, as far as its characters are complete. */
export interface Reading {
  readonly text: string;
  /** What the last token added to it. */
  readonly gained: string;
  /** Tokens at the end that hold the first bytes of a character that is still to be completed. */
  readonly pending: readonly number[];
}

export const nothingRead: Reading = { text: "", gained: "", pending: [] };

/** A character of UTF-8 has four bytes at most, so what is not complete by the fourth token never will be. */
const mostPending = 4;
const replacement = "\uFFFD";

/** The reading with one token more. */
export function readOn(reading: Reading, token: number, tokenizer: Tokenizer): Reading {
  const pending = [...reading.pending, token];
  const gained = tokenizer.decode(pending);
  if (gained.endsWith(replacement) && pending.length < mostPending) {
    return { text: reading.text, gained: "", pending };
  }
  return { text: reading.text + gained, gained, pending: [] };
}

/** Most tokens that the character takes whose first bytes are `pending`; 0 where there are none. */
export function tokensToComplete(pending: readonly number[]): number {
  return pending.length === 0 ? 0 : mostPending - pending.length;
}
