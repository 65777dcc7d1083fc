/**
 * How many words are in capitals, about as the public scorer counts them: among NLTK's Treebank tokens.
 *
 * Treebank splits off punctuation, and contractions into two tokens, of which both count: `DON'T` is `DO` and
 * `N'T`. Words joined by `-`, `/`, `*` or `_` are one token. A token counts as Python's `isupper` has it:
 * with at least one capital and no small letter, so that `I` and `3D` do. Left out: Treebank's rarer
 * contractions (`'TIS`, `GIMME`), and that an abbreviation keeps its full stop.
 *
 * @module
 */

const punctuation = /[;@#$%&?!"“”«»()[\]{}<>…]|--|\.{2,}|[:,](?!\d)|(?<!\d)[:,]/gu;
/** A full stop at the end of the text or before a closing quote. */
const fullStops = /\.(?=["')\]}\s]*$|["')\]}])/gu;
const contractions = /n't\b|'(?:s|m|d|ll|re|ve)\b|(?<=\w)'(?=\s|$)|(?<=\bcan)not\b/giu;

export function countCapitalWords(text: string): number {
  const spaced = text.replace(punctuation, " $& ").replace(fullStops, " $& ").replace(contractions, " $&");
  return spaced.split(/\s+/).filter(isUpper).length;
}

/** Whether there is a cased character, and all of them are capitals. */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}

/** Whether there is a cased character, and all of them are small. */
export function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
}
