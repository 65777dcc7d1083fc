/**
 * Whole words, for scoring. Written apart from `src/reward`, so that a mistake there shows here.
 *
 * @module
 */

/** Whether `word` stands in `text` as a whole word, in any case. */
export function hasWholeWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "iu").test(text);
}

/** The words of `text` in lower case, in order. */
export function wordsOf(text: string): string[] {
  return [...new Intl.Segmenter("en", { granularity: "word" }).segment(text.toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
