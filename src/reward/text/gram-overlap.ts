/**
 * How many of the n-grams of a growing text stand in other texts, too.
 *
 * @module
 */
import { gramsIn, withWords } from "./grams.ts";

export interface Overlap {
  readonly last: readonly string[];
  readonly open: string;
  readonly total: number;
  readonly found: number;
  /** The first n-gram that was found, and the first that was not. */
  readonly firstFound: string | null;
  readonly firstMissing: string | null;
}

export const noOverlap: Overlap = {
  last: [],
  open: "",
  total: 0,
  found: 0,
  firstFound: null,
  firstMissing: null,
};

/** Follows texts against the n-grams of `texts`; words that `counts` turns down are left out of both. */
export function gramOverlap(texts: readonly string[], n: number, counts: (word: string) => boolean) {
  const wordsOf = (text: string) => withWords({ last: [], open: "" }, `${text} `).last.filter(counts);
  const known = new Set(texts.flatMap((text) => gramsIn(wordsOf(text), n).grams));

  function advance(state: Overlap, text: string): Overlap {
    const then = withWords({ last: [], open: state.open }, text);
    const { grams, last } = gramsIn([...state.last, ...then.last.filter(counts)], n);
    const found = grams.filter((gram) => known.has(gram));
    return {
      last,
      open: then.open,
      total: state.total + grams.length,
      found: state.found + found.length,
      firstFound: state.firstFound ?? found[0] ?? null,
      firstMissing: state.firstMissing ?? grams.find((gram) => !known.has(gram)) ?? null,
    };
  }

  return {
    /** Counts what white space has closed: no continuation changes that. */
    advance,
    /** With the last word, as if the text ended behind it. */
    ended: (state: Overlap) => advance(state, " "),
  };
}

/** Just below 1, for a bound: above any value of a text with a flaw that a longer text makes ever smaller. */
export const neverSatisfied = 1 - 1e-6;
