/**
 * Whether a text is in a language, judged as a whole. The public scorer asks langdetect; here it is eld, in
 * another size than the one that the product's reward uses.
 *
 * @module
 */
import { eld } from "eld/medium";

/**
 * Everyday words of the languages that langdetect knows and eld does not; a text with many of them is in that
 * language.
 */
const everyday: Readonly<Record<string, ReadonlySet<string>>> = {
  ne: new Set("छ छन् हो र को मा लाई पनि यो गर्न भने तपाईं हुन्छ छैन गर्नुहोस्".split(" ")),
  sw: new Set("na ya wa kwa ni katika la za hii yako kama au kwamba cha vya".split(" ")),
};

const manyEverydayWords = 0.12;

/** @param language - ISO 639-1 code; a text that cannot be told counts as in any, as in the public scorer */
export function isInLanguage(text: string, language: string): boolean {
  if (!/\p{L}/u.test(text)) return true;
  const words = everyday[language];
  return words ? shareOf(text, words) >= manyEverydayWords : eld.detect(text).language === language;
}

function shareOf(text: string, known: ReadonlySet<string>): number {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => known.has(word)).length / Math.max(1, words.length);
}
