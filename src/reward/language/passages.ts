/**
 * The languages of a growing text, passage by passage: the detector reads no more than the first 350 bytes, and
 * small models like to start in one language and go on in another.
 *
 * @module
 */
import type { Detector } from "./detector.ts";
import { foreignLetter, type LanguageCode } from "./languages.ts";

/** What is known of some passages together. */
export interface Tally {
  letters: number;
  /** Of them, by the language of their passage. */
  byLanguage: ReadonlyMap<LanguageCode, number>;
  /** Letters, those of passages in other languages in part: as likely as theirs is the wanted one. */
  near: number;
}

export interface Passages {
  /** Of the passages before `last`. */
  before: Tally;
  last: { text: string; tally: Tally };
  /** The passage that is still growing. */
  open: string;
}

/** A passage ends with a sentence from here on, in UTF-16 code units, … */
const sentencesFrom = 100;
/** … with a word from here on, and wherever it is at the last. */
const wordsFrom = 200;
const longest = 300;
/** Fewer letters are not judged alone: a name, a number and a colon can be any language's. */
const fewestLetters = 40;
/** Where another language is likelier, a passage counts for at most this much. */
const partly = 0.5;

const sentenceEnd = /[.!?।。！？؟۔\n]/;
const nothing: Tally = { letters: 0, byLanguage: new Map(), near: 0 };

export const noPassages: Passages = { before: nothing, last: { text: "", tally: nothing }, open: "" };

/** @param tallyOf - from `passageTally` */
export function grown(passages: Passages, text: string, tallyOf: (passage: string) => Tally): Passages {
  let { before, last, open } = passages;
  for (const character of text) {
    open += character;
    if (!endsHere(open.length, character)) continue;
    before = sum(before, last.tally);
    last = { text: open, tally: tallyOf(open) };
    open = "";
  }
  return { before, last, open };
}

/** Of all the text; what has come since the last passage belongs to it where it is too short to be judged alone. */
export function tallyOfAll({ before, last, open }: Passages, tallyOf: (passage: string) => Tally): Tally {
  if (lettersIn(open) < fewestLetters) return sum(before, open ? tallyOf(last.text + open) : last.tally);
  return sum(sum(before, last.tally), tallyOf(open));
}

/** Judges single passages by how near they come to the wanted language. */
export function passageTally(detect: Detector, wanted: LanguageCode): (passage: string) => Tally {
  const foreign = new RegExp(foreignLetter(wanted), "gu");
  return (passage) => {
    const letters = lettersIn(passage);
    const scores = detect(passage);
    let language: LanguageCode | undefined;
    for (const code of Object.keys(scores) as LanguageCode[]) {
      if (language === undefined || (scores[code] ?? 0) > (scores[language] ?? 0)) language = code;
    }
    if (language === undefined) return { ...nothing, letters };
    const likeness = (scores[wanted] ?? 0) / (scores[language] || 1);
    // The detector looks at bytes, and finds some likeness in letters of another script.
    const own = letters - (passage.match(foreign)?.length ?? 0);
    const near = language === wanted ? letters : partly * likeness * own;
    return { letters, byLanguage: new Map([[language, letters]]), near };
  };
}

function endsHere(length: number, character: string): boolean {
  if (length >= longest) return true;
  return length >= wordsFrom ? /\s/u.test(character) : length >= sentencesFrom && sentenceEnd.test(character);
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function sum(some: Tally, others: Tally): Tally {
  if (others === nothing) return some;
  const byLanguage = new Map(some.byLanguage);
  for (const [code, letters] of others.byLanguage)
    byLanguage.set(code, letters + (byLanguage.get(code) ?? 0));
  return { letters: some.letters + others.letters, byLanguage, near: some.near + others.near };
}
