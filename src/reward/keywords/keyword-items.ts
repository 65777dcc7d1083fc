/**
 * The items of a `keywords` reward: words with their forms and how often they may stand in a text.
 *
 * @module
 */
import { z } from "zod";
import { text } from "../../spec/text.ts";
import { inflections } from "../text/inflections.ts";
import { fold, foldSpelling } from "../text/words.ts";
import type { CountedItem } from "./counted-items.ts";

const word = text({ max: 100 });
const forms = z.array(word).min(1).max(50);
const count = z.int().min(0).max(1000);

export const keywordSchema = z.union([word, forms]);
const countedForms = z.strictObject({ forms, min: count.optional(), max: count.optional() });
export const countedKeywordSchema = z.union([word, forms, countedForms]);

type CountedForms = z.infer<typeof countedForms>;

export type Keyword = z.infer<typeof countedKeywordSchema>;

/** An item however it is written. */
export function readKeyword(item: Keyword): CountedForms {
  if (typeof item === "string") return { forms: [item] };
  return Array.isArray(item) ? { forms: item } : item;
}

export interface KeywordMatching {
  match: "exact" | "lemma";
  whole_words: boolean;
}

/** The item with every form that counts, those that were given first. */
export async function prepareKeyword(
  given: readonly string[],
  { match, whole_words }: KeywordMatching,
  counts: { least: number; most: number },
): Promise<CountedItem> {
  const written = given.map((form) => form.trim().replaceAll(/\s+/gu, " ").normalize("NFC"));
  const known = new Set(written.map(fold));
  const inflected = match === "lemma" ? (await Promise.all([...known].map(inflections))).flat() : [];
  const others = [...new Set(inflected)].filter((form) => !known.has(form));
  const all = [...written, ...others];
  // Inside words the text's letters are taken as they are spelled: a form that is found stays found as the text grows.
  const compared = whole_words
    ? all.map(fold)
    : all.flatMap((form) => [foldSpelling(form), foldSpelling(form.normalize("NFD"))]);
  return { label: given.join("/"), written: all, forms: [...new Set(compared)], ...counts };
}
