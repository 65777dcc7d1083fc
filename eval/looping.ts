/**
 * Whether a text goes round in circles.
 *
 * @module
 */
import { wordsOf } from "./whole-word.ts";

/** What is said this often is said in a loop. */
const tooOften = 3;

/** In long texts: most of the word sequences of this length that may have stood there before. */
const sequenceLength = 4;
const mostRepeated = 0.2;
/** Words of the longest sequence that is looked for in a row, and how often it may stand there. */
const longestStutter = 12;
const mostInARow = 3;

/** For a sentence or two: whether some pair of neighbouring words stands in `text` three times or more. */
export function isLooping(text: string): boolean {
  return Math.max(0, ...countsOf(sequencesOf(wordsOf(text), 2)).values()) >= tooOften;
}

/**
 * For longer texts, in which common pairs of words come again by themselves: whether more than a fifth of
 * the sequences of four words have stood there before, or some line or sentence of four words or more stands
 * there three times, or the same few words stand there four times in a row.
 */
export function isLongTextLooping(text: string): boolean {
  const words = wordsOf(text);
  const sequences = sequencesOf(words, sequenceLength);
  if (sequences.length - new Set(sequences).size > mostRepeated * sequences.length) return true;
  if ([/\n/, /[.!?।。\n]+/].some((end) => repeatsPassage(text.split(end)))) return true;
  return Array.from({ length: longestStutter }, (_, index) => index + 1).some((period) =>
    stutters(words, period),
  );
}

function repeatsPassage(passages: readonly string[]): boolean {
  const long = passages.map(wordsOf).filter(({ length }) => length >= sequenceLength);
  return Math.max(0, ...countsOf(long.map((words) => words.join(" "))).values()) >= tooOften;
}

/** Whether `period` words stand in a row more often than they may: each is the one that many before. */
function stutters(words: readonly string[], period: number): boolean {
  let same = 0;
  return words.some((word, index) => {
    same = word === words[index - period] ? same + 1 : 0;
    return same >= period * mostInARow;
  });
}

function sequencesOf(words: readonly string[], length: number): string[] {
  const starts = Math.max(0, words.length - length + 1);
  return Array.from({ length: starts }, (_, start) => words.slice(start, start + length).join(" "));
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
