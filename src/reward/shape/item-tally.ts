/**
 * What a count of items is worth, and may still become worth.
 *
 * @module
 */

import type { Judgement } from "../reward.ts";
import type { Band } from "../text/band.ts";
import { counted } from "../text/wording.ts";

export interface ItemTally {
  /** Items that count, for good. */
  full: number;
  /** Items that have been begun and may still come to count. */
  begun: number;
  /** What looks like an item and never comes to count: it helps nothing, but is one more for a maximum. */
  hollow: number;
}

export const noItems: ItemTally = { full: 0, begun: 0, hollow: 0 };

/** The tally with one item more. */
export function withAnother(tally: ItemTally, kind: keyof ItemTally): ItemTally {
  return { ...tally, [kind]: tally[kind] + 1 };
}

/** How many items there are to be. */
export interface ItemWishes {
  /** What is counted, in the plural. */
  items: string;
  band: Band;
  /** Where no hollow ones may stand there, whatever the maximum: why. */
  noneHollow?: string;
}

/** 1 exactly where enough items count, and no more are seen than allowed. */
export function tallyValue(tally: ItemTally, wishes: ItemWishes): number {
  const { least, most } = wishes.band;
  return share(tally.full, least) * share(most, seenIn(tally)) * kept(tally, wishes);
}

/** The highest value that any text may reach that has at least this much of everything. */
export function tallyBound(tally: ItemTally, wishes: ItemWishes): number {
  const { full, begun, hollow } = tally;
  const { least, most } = wishes.band;
  // What has been begun comes to count at best, and the value rises with each that does, up to the minimum.
  return share(most, Math.max(least, full + begun) + hollow) * kept(tally, wishes);
}

export function tallyJudgement(tally: ItemTally, wishes: ItemWishes): Judgement {
  const { items, band, noneHollow } = wishes;
  const { full, hollow } = tally;
  const value = tallyValue(tally, wishes);
  if (value === 1) return { value, measure: full, explain: counted(full, items) };
  const others = seenIn(tally) - full;
  const found = `${counted(full, items)}${others > 0 ? ` and ${others} empty or unfinished` : ""}`;
  const reason = hollow > 0 && noneHollow !== undefined ? noneHollow : `${wantedOf(full, band)} wanted`;
  return { value, measure: full, explain: `${found}, ${reason}` };
}

function wantedOf(found: number, band: Band): string {
  return band.least < band.most && found < band.least ? `at least ${band.least}` : band.words;
}

/** What hollow items leave of the value where there must be none. */
function kept({ hollow }: ItemTally, { noneHollow }: ItemWishes): number {
  return noneHollow === undefined ? 1 : 1 / (1 + hollow);
}

function seenIn({ full, begun, hollow }: ItemTally): number {
  return full + begun + hollow;
}

/** How much of `wanted` is there, at most 1. */
function share(there: number, wanted: number): number {
  return there >= wanted ? 1 : there / wanted;
}
