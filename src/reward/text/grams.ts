/**
 * The n-grams of words in a text that is still growing: so many words in a row, in any case, without the
 * punctuation around them.
 *
 * @module
 */
import { emptyTally, type Tally, tallied } from "./tally.ts";
import { endOf, fold } from "./words.ts";

/**
 * A hyphen or an apostrophe may stand inside a word; white space need not stand between two (`here.There`). A
 * pictogram is a word of its own.
 */
const words = /[\p{L}\p{N}\p{M}'’_-]+|\p{Extended_Pictographic}/gu;
const ofWord = /[\p{L}\p{N}\p{M}'’_-]/u;

export interface Grams {
  /** Those that no continuation can change. */
  readonly closed: Tally;
  /** The last n - 1 of the words that are closed. */
  readonly last: readonly string[];
  /** What stands behind the last end of a word, and may yet become another. */
  readonly open: string;
}

export const noGrams: Grams = { closed: emptyTally, last: [], open: "" };

/** The n-grams once `text` has been appended. */
export function withText({ closed, last, open }: Grams, text: string, n: number): Grams {
  const then = withWords({ last, open }, text);
  const { grams, last: kept } = gramsIn(then.last, n);
  return { closed: tallied(closed, grams), last: kept, open: then.open };
}

/** The words once `text` has been appended; `last` takes up those that this closes. */
export function withWords({ last, open }: Omit<Grams, "closed">, text: string): Omit<Grams, "closed"> {
  const all = open + text;
  const rest = endOf(all, ofWord);
  const chunks = all.slice(0, all.length - rest.length).match(words) ?? [];
  return { last: [...last, ...chunks.flatMap(wordIn)], open: rest };
}

/** The n-grams of `words`, and those words at their end with which the next one begins. */
export function gramsIn(words: readonly string[], n: number): { grams: string[]; last: readonly string[] } {
  const grams = [];
  for (let end = n; end <= words.length; end++) grams.push(words.slice(end - n, end).join(" "));
  return { grams, last: n > 1 ? words.slice(1 - n) : [] };
}

/** The n-gram that the last word makes if the text ends here; null where there is none. */
export function openGram({ last, open }: Grams, n: number): string | null {
  const words = [...last, ...wordIn(open)];
  return words.length === n ? words.join(" ") : null;
}

/** The word in what lies between two ends of words; none in a dash. */
function wordIn(chunk: string): string[] {
  const [word] = /[\p{L}\p{N}\p{Extended_Pictographic}](?:.*[\p{L}\p{N}\p{M}])?/su.exec(chunk) ?? [];
  return word === undefined ? [] : [fold(word)];
}
