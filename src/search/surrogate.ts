/**
 * What texts are probably worth, by the words that they have in common with texts whose worth is known: a cheap guess
 * at rewards that are dear, or that can judge whole texts only.
 *
 * @module
 */
import { foldSpelling } from "../reward/text/words.ts";
import { solvePositiveDefinite } from "./linear-equations.ts";

/** Texts that are remembered; the worst are forgotten first. */
const mostTexts = 96;

/** How much of what a text is worth its words do not tell: as much as two words do. */
const noise = 2;

interface Judged {
  words: ReadonlySet<string>;
  value: number;
}

/**
 * Ridge regression on which words a text has (Hoerl and Kennard 1970), solved for the texts rather than for the words,
 * of which there are more. A word in which good and bad texts differ is worth something, one that all of them have
 * nothing.
 */
export class Surrogate {
  private judged: Judged[] = [];
  private weights: ReadonlyMap<string, number> | null = new Map();

  /** Takes in that `text` is worth `value`. */
  observe(text: string, value: number): void {
    this.judged = [...this.judged, { words: wordsOf(text), value }]
      .toSorted((a, b) => b.value - a.value)
      .slice(0, mostTexts);
    this.weights = null;
  }

  /** By how much the words of `text` are expected to make it better than others, in the unit of the values. */
  promiseOf(text: string): number {
    this.weights ??= learnedFrom(this.judged);
    let promise = 0;
    for (const word of wordsOf(text)) promise += this.weights.get(word) ?? 0;
    return promise;
  }
}

function learnedFrom(judged: readonly Judged[]): Map<string, number> {
  const mean = judged.reduce((sum, { value }) => sum + value, 0) / judged.length;
  const shared = judged.map((a, row) =>
    judged.map((b, column) => inCommon(a.words, b.words) + (row === column ? noise : 0)),
  );
  const shares = solvePositiveDefinite(
    shared,
    judged.map(({ value }) => value - mean),
  );
  const weights = new Map<string, number>();
  for (const [index, { words }] of judged.entries()) {
    for (const word of words) weights.set(word, (weights.get(word) ?? 0) + (shares[index] ?? 0));
  }
  return weights;
}

function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count++;
  return count;
}

function wordsOf(text: string): Set<string> {
  return new Set(foldSpelling(text).match(/[\p{L}\p{N}\p{M}']+/gu) ?? []);
}
