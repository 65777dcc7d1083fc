/**
 * What assertions such as `^` and `\b` see of the characters around a position.
 *
 * @module
 */

/** No character: the beginning or the end of the text. */
export const edge = 0;
export const newline = 1;
/** A letter, digit or underscore of ASCII, which is all that RE2 calls a word character. */
export const word = 2;
export const other = 3;

/** All that an assertion can tell of a character next to it. */
export type Neighbour = typeof edge | typeof newline | typeof word | typeof other;

export const neighbours: readonly Neighbour[] = [edge, newline, word, other];

export function neighbourOf(codePoint: number): Neighbour {
  if (codePoint === 0x0a) return newline;
  const isWord =
    (codePoint >= 0x30 && codePoint <= 0x39) ||
    (codePoint >= 0x41 && codePoint <= 0x5a) ||
    codePoint === 0x5f ||
    (codePoint >= 0x61 && codePoint <= 0x7a);
  return isWord ? word : other;
}

/** Where the code points begin at which `neighbourOf` changes. */
export const neighbourLimits = [0x0a, 0x0b, 0x30, 0x3a, 0x41, 0x5b, 0x5f, 0x60, 0x61, 0x7b];
