/**
 * BLEU of one text (Papineni et al., 2002), as sacrebleu's `sentence_bleu` has it: tokeniser 13a, n-grams of 1
 * to 4 tokens, exponential smoothing, effective order.
 *
 * @module
 */
import { type Counts, runCount, shared, splitAtSpace, tokenRuns, withoutTrailingSpace } from "./ngrams.ts";

const orders = [1, 2, 3, 4];

/** Scores texts against `references`, in [0, 100]. */
export function bleu(references: readonly string[]): (text: string) => number {
  const tokenised = references.map(tokens13a);
  const lengths = tokenised.map((tokens) => tokens.length);
  const known = orders.map((order) => mostOften(tokenised.map((tokens) => tokenRuns(tokens, order))));

  return (text) => {
    const tokens = tokens13a(text);
    const precisions: number[] = [];
    let found = 0;
    let missed = 0;
    for (const [index, order] of orders.entries()) {
      const total = runCount(tokens.length, order);
      // Effective order: a text of two tokens is not blamed for having no run of three.
      if (total === 0) break;
      const correct = shared(tokenRuns(tokens, order), known[index] ?? new Map());
      found += correct;
      // The smoothing of mteval-v13a: each order without a match counts half of the one before.
      if (correct === 0) missed++;
      precisions.push(correct === 0 ? 1 / (2 ** missed * total) : correct / total);
    }
    if (found === 0) return 0;
    const meanLog = precisions.reduce((sum, precision) => sum + Math.log(precision), 0) / precisions.length;
    return 100 * brevity(tokens.length, nearest(tokens.length, lengths)) * Math.exp(meanLog);
  };
}

/** Of each run, as many as the reference that has most of it. */
function mostOften(all: readonly Counts[]): Counts {
  const most = new Map<string, number>();
  for (const counts of all) {
    for (const [run, count] of counts) most.set(run, Math.max(count, most.get(run) ?? 0));
  }
  return most;
}

/** The penalty for a text that is shorter than its reference. */
function brevity(length: number, reference: number): number {
  return length < reference ? Math.exp(1 - reference / length) : 1;
}

/** The length nearest to `length`, the shorter one of two. */
function nearest(length: number, lengths: readonly number[]): number {
  return lengths.reduce((best, each) => {
    const gain = Math.abs(best - length) - Math.abs(each - length);
    return gain > 0 || (gain === 0 && each < best) ? each : best;
  }, Number.POSITIVE_INFINITY);
}

/** mteval-v13a's tokens: ASCII punctuation stands alone, but not in numbers. */
function tokens13a(text: string): string[] {
  const line = withoutTrailingSpace(text)
    .replaceAll("<skipped>", "")
    .replaceAll("-\n", "")
    .replaceAll("\n", " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  const spaced = ` ${line} `
    .replaceAll(/[ -&(-+:-@[-`{-~/]/gu, " $& ")
    .replaceAll(/([^0-9])([.,])/gu, "$1 $2 ")
    .replaceAll(/([.,])([^0-9])/gu, " $1 $2")
    .replaceAll(/([0-9])(-)/gu, "$1 $2 ");
  return splitAtSpace(spaced);
}
