/**
 * chrF (Popović, 2015), as sacrebleu has it: the F-score of character n-grams of 1 to 6, recall counting twice
 * as much as precision (beta 2), white space left out, no word n-grams.
 *
 * @module
 */
import { type Counts, characterRuns, codePointStarts, runCount, shared, splitAtSpace } from "./ngrams.ts";

const orders = [1, 2, 3, 4, 5, 6];
/** Beta squared. */
const recallWeight = 4;

interface Characters {
  length: number;
  /** By order, from 1. */
  runs: readonly Counts[];
}

/** Scores texts against the best of `references`, in [0, 100]. */
export function chrf(references: readonly string[]): (text: string) => number {
  const wanted = references.map(charactersOf);
  return (text) => {
    const found = charactersOf(text);
    return Math.max(...wanted.map((reference) => fScore(found, reference)));
  };
}

function charactersOf(text: string): Characters {
  const joined = splitAtSpace(text).join("");
  const starts = codePointStarts(joined);
  return { length: starts.length - 1, runs: orders.map((order) => characterRuns(joined, starts, order)) };
}

function fScore(found: Characters, reference: Characters): number {
  let precision = 0;
  let recall = 0;
  let effective = 0;
  for (const [index, order] of orders.entries()) {
    const [some, others] = [runCount(found.length, order), runCount(reference.length, order)];
    // Orders that one of the two is too short for do not count.
    if (some === 0 || others === 0) break;
    const common = shared(found.runs[index] ?? new Map(), reference.runs[index] ?? new Map());
    precision += common / some;
    recall += common / others;
    effective++;
  }
  if (precision === 0 || recall === 0) return 0;
  const [meanPrecision, meanRecall] = [precision / effective, recall / effective];
  return (
    (100 * (1 + recallWeight) * meanPrecision * meanRecall) / (recallWeight * meanPrecision + meanRecall)
  );
}
