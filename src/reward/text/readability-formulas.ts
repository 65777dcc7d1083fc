/**
 * How hard an English text is to read, by published formulas.
 *
 * @module
 */

export interface Counts {
  words: number;
  sentences: number;
  syllables: number;
  /** Words of three syllables or more. */
  longWords: number;
  /** Letters and digits. */
  letters: number;
}

interface Formula {
  label: string;
  /** In school years, or from 0 (hard) to 100 (easy). */
  of(counts: Counts): number;
  easierWhen: "lower" | "higher";
  /** How far off a text is worth nothing. */
  scale: number;
}

const perSentence = ({ words, sentences }: Counts) => words / sentences;
const syllablesPerWord = ({ syllables, words }: Counts) => syllables / words;
const lettersPerWord = ({ letters, words }: Counts) => letters / words;

/** A scale in school years. */
function grade(label: string, of: Formula["of"]): Formula {
  return { label, of, easierWhen: "lower", scale: 10 };
}

export const formulas = {
  /** Flesch, 1948. */
  flesch_reading_ease: {
    label: "Flesch reading ease",
    of: (counts) => 206.835 - 1.015 * perSentence(counts) - 84.6 * syllablesPerWord(counts),
    easierWhen: "higher",
    scale: 50,
  },
  /** Kincaid et al., 1975. */
  flesch_kincaid_grade: grade(
    "Flesch-Kincaid grade",
    (counts) => 0.39 * perSentence(counts) + 11.8 * syllablesPerWord(counts) - 15.59,
  ),
  /** Gunning, 1952. */
  gunning_fog: grade(
    "Gunning fog index",
    (counts) => 0.4 * (perSentence(counts) + (100 * counts.longWords) / counts.words),
  ),
  /** Coleman and Liau, 1975. */
  coleman_liau: grade(
    "Coleman-Liau index",
    (counts) => 5.88 * lettersPerWord(counts) - 29.6 / perSentence(counts) - 15.8,
  ),
  /** Senter and Smith, 1967. */
  automated_readability: grade(
    "automated readability index",
    (counts) => 4.71 * lettersPerWord(counts) + 0.5 * perSentence(counts) - 21.43,
  ),
} as const satisfies Record<string, Formula>;

export type FormulaName = keyof typeof formulas;

export const formulaNames = Object.keys(formulas) as FormulaName[];
