/**
 * Whether a text follows an instruction, as Google's description of IFEval (Zhou et al. 2023,
 * arXiv:2311.07911) and its scorer have it, quirks included: a keyword may stand inside a longer word, a
 * bullet is `*` or `-` at the start of a line. Written apart from `src/reward`, as the judge of it.
 *
 * @module
 */
import { countCapitalWords, isLower, isUpper } from "./capital-words.ts";
import type { ForEachKind, Relation } from "./instruction.ts";
import { isInLanguage } from "./language.ts";
import { followsParagraphCount, followsParagraphStart } from "./paragraphs.ts";
import { countSentences } from "./sentences.ts";

export const checkers: ForEachKind<boolean, [text: string]> = {
  "change_case:capital_word_frequency": ({ capital_relation, capital_frequency }, text) =>
    holds(capital_relation, countCapitalWords(text), capital_frequency),
  "change_case:english_capital": (_, text) => isUpper(text) && isInLanguage(text, "en"),
  "change_case:english_lowercase": (_, text) => isLower(text) && isInLanguage(text, "en"),

  "combination:repeat_prompt": ({ prompt_to_repeat }, text) =>
    text.trim().toLowerCase().startsWith(prompt_to_repeat.trim().toLowerCase()),
  "combination:two_responses": (_, text) => areTwoResponses(text.split("******")),

  "detectable_content:number_placeholders": ({ num_placeholders }, text) =>
    countOf(text, /\[.*?\]/g) >= num_placeholders,
  "detectable_content:postscript": ({ postscript_marker }, text) =>
    postscriptPattern(postscript_marker).test(text),

  "detectable_format:constrained_response": (_, text) =>
    ["My answer is yes.", "My answer is no.", "My answer is maybe."].some((option) => text.includes(option)),
  "detectable_format:json_format": (_, text) => isJson(text),
  "detectable_format:multiple_sections": ({ section_spliter, num_sections }, text) =>
    countOf(text, new RegExp(`${escaped(section_spliter)}\\s?\\p{Nd}+`, "gu")) >= num_sections,
  "detectable_format:number_bullet_lists": ({ num_bullets }, text) =>
    countOf(text, /^\s*\*[^*].*$/gm) + countOf(text, /^\s*-.*$/gm) === num_bullets,
  "detectable_format:number_highlighted_sections": ({ num_highlights }, text) =>
    countFilled(text, /\*[^\n*]*\*/g) + countFilled(text, /\*\*[^\n*]*\*\*/g) >= num_highlights,
  "detectable_format:title": (_, text) =>
    [...text.matchAll(/<<[^\n]+>>/g)].some(([title]) => title.replace(/^<+|>+$/g, "").trim() !== ""),

  "keywords:existence": ({ keywords }, text) => keywords.every((word) => countOf(text, anywhere(word)) > 0),
  "keywords:forbidden_words": ({ forbidden_words }, text) =>
    forbidden_words.every((word) => countOf(text, wholeWord(word)) === 0),
  "keywords:frequency": ({ relation, keyword, frequency }, text) =>
    holds(relation, countOf(text, anywhere(keyword)), frequency),
  "keywords:letter_frequency": ({ let_relation, letter, let_frequency }, text) =>
    holds(let_relation, text.toLowerCase().split(letter.toLowerCase()).length - 1, let_frequency),

  "language:response_language": ({ language }, text) => isInLanguage(text, language),

  "length_constraints:nth_paragraph_first_word": (kwargs, text) => followsParagraphStart(text, kwargs),
  "length_constraints:number_paragraphs": ({ num_paragraphs }, text) =>
    followsParagraphCount(text, num_paragraphs),
  "length_constraints:number_sentences": ({ relation, num_sentences }, text) =>
    holds(relation, countSentences(text), num_sentences),
  "length_constraints:number_words": ({ relation, num_words }, text) =>
    holds(relation, countOf(text, /[\p{L}\p{N}_]+/gu), num_words),

  "punctuation:no_comma": (_, text) => !text.includes(","),

  "startend:end_checker": ({ end_phrase }, text) =>
    text
      .trim()
      .replace(/^"+|"+$/g, "")
      .toLowerCase()
      .endsWith(end_phrase.trim().toLowerCase()),
  "startend:quotation": (_, text) => /^".*"$/s.test(text.trim()),
};

function holds(relation: Relation, found: number, wanted: number): boolean {
  return relation === "at least" ? found >= wanted : found < wanted;
}

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** Counts what is more than asterisks and white space. */
function countFilled(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].filter(([found]) => /[^*\s]/.test(found)).length;
}

function anywhere(word: string): RegExp {
  return new RegExp(escaped(word), "giu");
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(word)}(?![\\p{L}\\p{N}_])`, "giu");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The two common markers may have a space between their letters. */
function postscriptPattern(marker: string): RegExp {
  if (marker === "P.P.S") return /p\.\s?p\.\s?s/i;
  if (marker === "P.S.") return /p\.\s?s\./i;
  return new RegExp(escaped(marker), "i");
}

/** JSON, also in a fenced code block. */
function isJson(text: string): boolean {
  const bare = text
    .trim()
    .replace(/^```(?:json|Json|JSON)?/, "")
    .replace(/```$/, "");
  try {
    JSON.parse(bare);
    return true;
  } catch {
    return false;
  }
}

/** Two that differ; only before the first and behind the last separator may there be nothing. */
function areTwoResponses(parts: readonly string[]): boolean {
  const filled = parts.map((part) => part.trim()).filter((part) => part !== "");
  const emptyWithin = parts.slice(1, -1).some((part) => part.trim() === "");
  return !emptyWithin && filled.length === 2 && filled[0] !== filled[1];
}
