/**
 * Texts one after another, as lists that share their ends.
 *
 * @module
 */

/** Longest text that is ever proposed, in UTF-16 code units: what cannot be had with less is not to be had. */
export const longestText = 20_000;

export interface Texts {
  /** Null where there is none. */
  readonly first: string | null;
  readonly rest: Texts | null;
  /** Of all of them with a comma each, in UTF-16 code units. */
  readonly length: number;
}

export const noTexts: Texts = { first: null, rest: null, length: 0 };

/** Null where they would be too long together. */
export function prepended(first: string, rest: Texts): Texts | null {
  const length = first.length + 1 + rest.length;
  return length > longestText ? null : { first, rest, length };
}

export function textsOf(list: Texts): string[] {
  const texts: string[] = [];
  for (let at: Texts | null = list; at && at.first !== null; at = at.rest) texts.push(at.first);
  return texts;
}
