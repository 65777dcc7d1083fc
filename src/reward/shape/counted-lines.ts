/**
 * What rewards share that count something on the lines of a text.
 *
 * @module
 */
import type { Claims, Occasion, PreparedReward } from "../reward.ts";
import { type ItemTally, type ItemWishes, tallyBound, tallyJudgement, tallyValue } from "./item-tally.ts";
import { type Split, splitText } from "./split-text.ts";

export interface CountedLines<Closed> extends ItemWishes {
  /** What no line comes to. */
  none: Closed;
  /** What a line adds once it is complete. */
  close(closed: Closed, line: string): Closed;
  /** As if the text ended here. */
  tally(state: Split<Closed>): ItemTally;
  /** What no continuation takes back; the tally where this is left out. */
  certain?(state: Split<Closed>): ItemTally;
  /** What opens, or goes on with, the next item; asked only where one is missing. */
  open(state: Split<Closed>, tally: ItemTally, occasion: Occasion): readonly string[];
  /** Whether the text had better not end here though enough is there. */
  isUnfinished?(state: Split<Closed>): boolean;
  /** UTF-16 code units that an item takes, about. */
  itemLength: number;
  /** The fewest characters, as people see them, that an item has for itself. */
  fewestCharacters: number;
  /** The unit in claims, where specs of one type may count different things. */
  claimedAs?: string;
  /** Of each list, one is part of any item. */
  requires?: NonNullable<Claims["requires"]>;
  /** Whether no two items share a line. */
  isOneALine?: boolean;
}

/** The judge of such a reward; a judgement costs one pass over the last line. */
export function countedLines<Closed>(of: CountedLines<Closed>): PreparedReward<Split<Closed>> {
  const { items, band, tally, certain = tally } = of;
  const bound = (state: Split<Closed>) => tallyBound(certain(state), of);
  const missing = (state: Split<Closed>) => band.missing(tally(state).full);
  return {
    ...splitText("\n", of.none, of.close),
    judge: (state) => tallyJudgement(tally(state), of),
    bound,
    propose(state, occasion) {
      if (missing(state) === 0 || bound(state) < 1) return [];
      return of.open(state, tally(state), occasion);
    },
    mayEnd(state) {
      const now = tally(state);
      return tallyValue(now, of) === 1 && now.begun === 0 && !of.isUnfinished?.(state);
    },
    shortfall: (state) => missing(state) * of.itemLength,
    work: 1,
    claims: {
      requires: [
        ...(band.least > 0 ? (of.requires ?? []) : []),
        ...(band.least > 1 && of.isOneALine ? [["\n"]] : []),
      ],
      sizes: {
        [of.claimedAs ?? items]: band.limits,
        characters: { min: band.least * of.fewestCharacters },
      },
    },
  };
}
