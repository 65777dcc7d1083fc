/**
 * The least sizes of a text that contains another.
 *
 * @module
 */
import type { Claims } from "../reward.ts";
import { hasWordCharacter } from "./words.ts";

const characters = new Intl.Segmenter("en");

/** Characters as people see them. */
export function charactersIn(text: string): number {
  return [...characters.segment(text)].length;
}

/** Parts between white space that have a letter or digit. */
export function wordsIn(text: string): number {
  return text.split(/\s+/u).filter(hasWordCharacter).length;
}

/** Sizes of a part of a text, which the whole has at least, by their units. */
export const measures: Readonly<Record<string, (text: string) => number>> = {
  characters: charactersIn,
  words: wordsIn,
};

/** What is claimed by a reward whose texts contain `text`. */
export function sizesOf(text: string): NonNullable<Claims["sizes"]> {
  return { characters: { min: charactersIn(text) }, words: { min: wordsIn(text) } };
}
