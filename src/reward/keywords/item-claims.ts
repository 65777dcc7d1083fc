/**
 * What follows for certain from words or phrases that a text must and must not contain.
 *
 * @module
 */

import type { Claims } from "../reward.ts";
import { type Comparison, OccurrenceCounter } from "../text/occurrences.ts";
import { charactersIn, wordsIn } from "../text/text-sizes.ts";
import { isSpeltOneWay, wholeWordsIn } from "../text/words.ts";
import type { CountedItem } from "./counted-items.ts";

export function itemClaims(items: readonly CountedItem[], comparison: Comparison): Claims {
  const required = items.filter(({ least }) => least > 0);
  const limited = items.filter(({ most }) => most < Number.POSITIVE_INFINITY);
  // What others require may be written in another way than the one that is forbidden here.
  const certain = limited.map((item) => ({
    ...item,
    forms: item.forms.filter((form) => isSpeltOneWay(form, comparison.fold)),
  }));
  const counter = counterOf(certain, comparison);
  const certainPart = comparison.wholeWords ? (form: string) => form : wholeWordsIn;
  return {
    requires: required
      .map(({ forms }) => forms.map(certainPart))
      .filter((parts) => parts.every((part) => part !== "")),
    forbids: (text) => counter.count(text).some((count, index) => count > (limited[index]?.most ?? 0)),
    sizes: {
      characters: { min: Math.max(0, ...required.map((item) => leastCharacters(item, comparison))) },
      words: { min: Math.max(0, ...required.map(leastWords)) },
    },
  };
}

/**
 * Two items that cannot both hold, because the first stands in no text without the second, which then stands
 * there too often; null where none are found.
 */
export function contradiction(
  items: readonly CountedItem[],
  comparison: Comparison,
): { wanted: CountedItem; unwanted: CountedItem } | null {
  // Of several forms, a longer one may take the place of those that were counted.
  const limited = items.filter(({ forms, most }) => most === 0 || (most < Infinity && forms.length === 1));
  const counter = counterOf(limited, comparison);
  for (const wanted of items.filter(({ least }) => least > 0)) {
    const counts = wanted.forms.map((form) => counter.count(form));
    const unwanted = limited.find(({ most }, index) => {
      const each = Math.min(...counts.map((ofForm) => ofForm[index] ?? 0));
      return each * wanted.least > most;
    });
    if (unwanted) return { wanted, unwanted };
  }
  return null;
}

function counterOf(items: readonly CountedItem[], comparison: Comparison): OccurrenceCounter {
  return new OccurrenceCounter(
    items.map(({ forms }) => forms),
    comparison,
  );
}

/** Several occurrences may lie in one character: a family of emoji holds a woman's twice. */
function leastCharacters({ forms, least }: CountedItem, { wholeWords }: Comparison): number {
  const shortest = Math.min(...forms.map((form) => charactersIn(form)));
  return wholeWords && forms.every((form) => /^[\p{L}\p{N}]/u.test(form)) ? least * shortest : shortest;
}

/** Several occurrences may share a word, as in "dog-dog", but each has the spaces that are in it. */
function leastWords({ forms, least }: CountedItem): number {
  const fewest = Math.min(...forms.map(wordsIn));
  return fewest === 0 ? 0 : least * (fewest - 1) + 1;
}
