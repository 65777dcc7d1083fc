/**
 * What a count of items is worth, and may still become worth.
 *
 * @module
 */
import type { Band } from "../band.ts";
import type { Judgement } from "../reward.ts";
import { counted } from "../wording.ts";

export interface ItemTally {
  /** Items that count, for good. */
  full: number;
  /** Items that have been begun and may still come to count. */
  begun: number;
  /** What looks like an item and never comes to count: it helps nothing, but is one more for a maximum. */
  hollow: number;
}

export const noItems: ItemTally = { full: 0, begun: 0, hollow: 0 };

/** 1 exactly where enough items count, and no more are seen than allowed. */
export function tallyValue(tally: ItemTally, { least, most }: Band): number {
  return share(tally.full, least) * share(most, seenIn(tally));
}

/** The highest value that any text may reach that has at least this much of everything. */
export function tallyBound({ full, begun, hollow }: ItemTally, { least, most }: Band): number {
  // What has been begun comes to count at best, and the value rises with each that does, up to the minimum.
  return share(most, Math.max(least, full + begun) + hollow);
}

/** @param items - what is counted, in the plural */
export function tallyJudgement(tally: ItemTally, band: Band, items: string): Judgement {
  const { full } = tally;
  const others = seenIn(tally) - full;
  const value = tallyValue(tally, band);
  const limits =
    band.least === band.most
      ? `exactly ${band.most}`
      : full < band.least
        ? `at least ${band.least}`
        : band.words;
  const found = `${counted(full, items)}${others > 0 ? ` and ${others} empty or unfinished` : ""}`;
  return {
    value,
    measure: full,
    explain: value === 1 ? counted(full, items) : `${found}, ${limits} wanted`,
  };
}

function seenIn({ full, begun, hollow }: ItemTally): number {
  return full + begun + hollow;
}

/** How much of `wanted` is there, at most 1. */
function share(there: number, wanted: number): number {
  return there >= wanted ? 1 : there / wanted;
}
