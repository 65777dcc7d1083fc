/**
 * Sets of characters, by name or one by one.
 *
 * @module
 */
import { z } from "zod";

interface NamedSet {
  /** As between the brackets of a regular expression with the flag `v`. */
  source: string;
  /** What its members are called. */
  plural: string;
}

/** Those below U+2600 that are not shown in colour unless asked for are arrows, © and the like. */
const emoji = String.raw`[[\p{Emoji_Presentation}\p{Regional_Indicator}\u{fe0f}\u{20e3}][\p{Extended_Pictographic}&&[\u{2600}-\u{10ffff}]]]--[\u{3030}\u{303d}\u{3297}\u{3299}]`;

const named = {
  any: { source: String.raw`\s\S`, plural: "characters" },
  letter: { source: String.raw`\p{L}\p{M}`, plural: "letters" },
  uppercase: { source: String.raw`\p{Uppercase}\p{Lt}`, plural: "capital letters" },
  lowercase: { source: String.raw`\p{Lowercase}`, plural: "small letters" },
  digit: { source: String.raw`\p{Nd}`, plural: "digits" },
  punctuation: { source: String.raw`\p{P}`, plural: "punctuation marks" },
  comma: { source: ",\u060c\u3001\uff0c", plural: "commas" },
  quotation_mark: { source: String.raw`"\u{201c}-\u{201f}\u{ab}\u{bb}`, plural: "quotation marks" },
  symbol: { source: String.raw`\p{S}`, plural: "symbols" },
  emoji: { source: emoji, plural: "emoji" },
  white_space: { source: String.raw`\s`, plural: "white space" },
  line_break: { source: String.raw`\n\r\u{2028}\u{2029}`, plural: "line breaks" },
  non_ascii: { source: String.raw`[\s\S]--[\u{0}-\u{7f}]`, plural: "characters outside ASCII" },
} satisfies Record<string, NamedSet>;

type Name = keyof typeof named;
const names = Object.keys(named) as Name[];

/** One Unicode code point: of at most two UTF-16 code units. */
export const character = z
  .string()
  .min(1)
  .max(2)
  .refine((value) => [...value].length === 1 && value.isWellFormed(), "must be one character");

export const characterSet = z.union([z.enum(names), character]);

type CharacterSet = z.infer<typeof characterSet>;

/** Finds the characters that are in one of `sets` and in none of `except`; its flag is `g`. */
export function finderOf(sets: readonly CharacterSet[], except: readonly CharacterSet[]): RegExp {
  // What glues several emoji into one is nothing by itself.
  const glue = except.includes("emoji") ? String.raw`\u{200d}` : "";
  const without = except.length > 0 ? `--[${except.map(sourceOf).join("")}${glue}]` : "";
  return new RegExp(`[[${sets.map(sourceOf).join("")}]${without}]`, "gv");
}

/** `commas`, or `"x"`. */
export function calledOf(set: CharacterSet): string {
  return isName(set) ? named[set].plural : JSON.stringify(set);
}

function sourceOf(set: CharacterSet): string {
  return isName(set) ? `[${named[set].source}]` : `\\u{${set.codePointAt(0)?.toString(16)}}`;
}

function isName(set: CharacterSet): set is Name {
  return set in named;
}
