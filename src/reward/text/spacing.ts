/**
 * How a word is appended to a text that ends somewhere.
 *
 * @module
 */

const opensWord = /(^|[\s([{“‘«¿¡/—–-]|(^|[\s([{])["'*_`]+)$/u;
const endsSentence = /(^["'“‘([*_\s]*|[.!?…]["'”’)\]]*\s*|\n\s*)$/u;
/** Scripts that write words without spaces between them. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** `next` with the space that it needs after `text`. */
export function spaced(text: string, next: string): string {
  return /^\s/u.test(next) || unspaced.test(next) || opensWord.test(text) ? next : ` ${next}`;
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
