/**
 * `answers`: several different answers in one text.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { type ItemTally, tallyBound, tallyJudgement } from "./shape/item-tally.ts";
import { certainOf, separatorAfter } from "./shape/separators.ts";
import { hasContent, isLongEnough, type Split, splitText } from "./shape/split-text.ts";
import { Band } from "./text/band.ts";

/** UTF-16 code units of a short answer. */
const usualLength = 150;

export const answers = defineReward({
  type: "answers",
  description:
    "Several answers to choose from: exactly so many, none like another but for case and Markdown, with a separator between each two.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("answers"),
    count: z.int().min(2).max(20).default(2).meta({ description: "How many answers." }),
    separator: text({ max: 20 }).default("******").meta({ description: "What stands between two answers." }),
  }),

  example: { type: "answers", count: 2 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare({ count, separator }): PreparedReward<Split<Closed>> {
    const wishes = { items: "different answers", band: new Band(count, count) };
    const bound = ({ closed, last }: Split<Closed>) =>
      tallyBound(tallyOf(closed, certainOf(last, separator)), wishes) * keptOf(closed);
    const judge = (state: Split<Closed>) => {
      const { value, measure, explain } = tallyJudgement(tallyOf(state.closed, state.last), wishes);
      const { hasGap } = state.closed;
      return {
        value: value * keptOf(state.closed),
        measure,
        explain: hasGap ? `${explain}; one between two separators is empty` : explain,
      };
    };
    return {
      ...splitText<Closed>(separator, { texts: [], hollow: 0, isFirst: true, hasGap: false }, close),
      judge,
      bound,
      mayEnd: (state) => judge(state).value === 1,
      propose(state, occasion) {
        const { full, begun } = tallyOf(state.closed, state.last);
        if (!hasContent(state.last) || begun > 0 || full >= count || bound(state) < 1) return [];
        if (occasion === "midway" && !isLongEnough(state.last)) return [];
        return [separatorAfter(state.last, separator)];
      },
      shortfall: (state) => (count - Math.min(count, tallyOf(state.closed, state.last).full)) * usualLength,
      work: 1,
      claims: {
        requires: [[separator]],
        sizes: {
          [`answers between ${separator}`]: { min: count, max: count },
          characters: { min: count },
        },
      },
    };
  },

  instruction: ({ count, separator }) => `Give ${count} different answers, separated by ${separator.trim()}`,
});

interface Closed {
  /** Different answers, as they are compared. */
  readonly texts: readonly string[];
  /** How many others were like one of them, or had no words. */
  readonly hollow: number;
  readonly isFirst: boolean;
  /** Whether an answer between two separators is empty. */
  readonly hasGap: boolean;
}

function close({ texts, hollow, isFirst, hasGap }: Closed, part: string): Closed {
  if (part.trim() === "") return { texts, hollow, isFirst: false, hasGap: hasGap || !isFirst };
  return isAnother(part, texts)
    ? { texts: [...texts, plain(part)], hollow, isFirst: false, hasGap }
    : { texts, hollow: hollow + 1, isFirst: false, hasGap };
}

function tallyOf({ texts, hollow }: Closed, last: string): ItemTally {
  if (last.trim() === "") return { full: texts.length, begun: 0, hollow };
  // What is like another may still go on differently.
  const isFull = isAnother(last, texts);
  return { full: texts.length + (isFull ? 1 : 0), begun: isFull ? 0 : 1, hollow };
}

/** What answers are compared by: neither Markdown nor case makes another of one. */
function plain(part: string): string {
  return part
    .replaceAll(/[\s*_#>`]+/gu, " ")
    .trim()
    .toLowerCase();
}

function isAnother(part: string, texts: readonly string[]): boolean {
  return hasContent(part) && (texts.length === 0 || !texts.includes(plain(part)));
}

/** What an empty answer leaves of the value. */
function keptOf({ hasGap }: Closed): number {
  return hasGap ? 0.5 : 1;
}
