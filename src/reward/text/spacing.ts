/**
 * How a word is appended to a text that ends somewhere.
 *
 * @module
 */

import { characterAt, unspaced } from "./words.ts";

const opensWord = /(^|[\s([{“‘«¿¡/—–-]|(^|[\s([{])["'*_`]+)$/u;
const endsSentence = /(^["'“‘([*_\s]*|[.!?…]["'”’)\]]*\s*|\n\s*)$/u;

/** `next` with the space that it needs after `text`. */
export function spaced(text: string, next: string): string {
  return /^\s/u.test(next) || unspaced.test(characterAt(next, 0)) || opensWord.test(text) ? next : ` ${next}`;
}

/** Whether what is appended to `text` begins a sentence. */
export function beginsSentence(text: string): boolean {
  return endsSentence.test(text);
}

/** `text` with a capital, as a sentence begins. */
export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
