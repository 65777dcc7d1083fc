/**
 * What a pattern says for certain of every text that satisfies it.
 *
 * @module
 */

import type { Claims } from "../reward.ts";
import { fold, wholeWordsIn } from "../text/words.ts";
import type { Pattern, PatternMode } from "./pattern.ts";

export function patternClaims(pattern: Pattern, mode: PatternMode): Claims {
  return { requires: requirements(pattern, mode), forbids: (text) => forbids(pattern, text) };
}

/** In `full` the text begins where the match does, so that its first word is a whole one. */
function requirements({ stem }: Pattern, mode: PatternMode): string[][] {
  const certain = stem === null ? "" : wholeWordsIn(mode === "full" ? ` ${stem}` : stem);
  return certain === "" ? [] : [[certain]];
}

/** Claims speak of texts in any case, so each letter must be ruled out in every form that it has. */
function forbids(pattern: Pattern, text: string): boolean {
  // Of other characters it is not certain what forms they have.
  const runs = fold(text).match(/[a-z0-9]+/gu) ?? [];
  return runs.some((run) =>
    pattern.excludes([...run].map((character) => [...(forms[character] ?? character)])),
  );
}

/** What is folded to a letter of ASCII: itself, its capital, and the Kelvin sign and the dotted I of Turkish. */
const forms: Readonly<Record<string, string>> = Object.fromEntries(
  [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => [
    letter,
    letter + letter.toUpperCase() + ({ k: "\u212a", i: "\u0130" }[letter] ?? ""),
  ]),
);
