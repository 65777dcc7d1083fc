/**
 * `answers`: several different answers in one text.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { Band } from "./band.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { type ItemTally, tallyBound, tallyJudgement } from "./shape/item-tally.ts";
import { certainOf, separatorAfter } from "./shape/separators.ts";
import { type Split, splitText } from "./shape/split-text.ts";

/** UTF-16 code units of a short answer. */
const usualLength = 150;

export const answers = defineReward({
  type: "answers",
  description:
    "Several answers to choose from: exactly so many, none like another, with a separator between each two.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("answers"),
    count: z.int().min(2).max(20).default(2).meta({ description: "How many answers." }),
    separator: text({ max: 20 }).default("******").meta({ description: "What stands between two answers." }),
  }),

  example: { type: "answers", count: 2 },
  guides: ["prefix", "bound", "propose", "may_end"],
  cost: "one pass over the text",

  prepare({ count, separator }): PreparedReward<Split<Closed>> {
    const band = new Band(count, count);
    const bound = ({ closed, last }: Split<Closed>) =>
      tallyBound(tallyOf(closed, certainOf(last, separator)), band) * keptOf(closed);
    const judge = (state: Split<Closed>) => {
      const { value, measure, explain } = tallyJudgement(
        tallyOf(state.closed, state.last),
        band,
        "different answers",
      );
      const { hasGap } = state.closed;
      return {
        value: value * keptOf(state.closed),
        measure,
        explain: hasGap ? `${explain}; one between two separators is empty` : explain,
      };
    };
    return {
      ...splitText<Closed>(separator, { texts: [], repeated: 0, isFirst: true, hasGap: false }, close),
      judge,
      bound,
      mayEnd: (state) => judge(state).value === 1,
      propose(state, occasion) {
        const { full, begun } = tallyOf(state.closed, state.last);
        const isOpen = state.last.trim() === "" || begun > 0;
        if (occasion === "midway" || isOpen || full >= count || bound(state) < 1) return [];
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
  /** Different answers. */
  readonly texts: readonly string[];
  /** How many others were like one of them. */
  readonly repeated: number;
  readonly isFirst: boolean;
  /** Whether an answer between two separators is empty. */
  readonly hasGap: boolean;
}

function close({ texts, repeated, isFirst, hasGap }: Closed, part: string): Closed {
  const answer = part.trim();
  if (answer === "") return { texts, repeated, isFirst: false, hasGap: hasGap || !isFirst };
  return texts.includes(answer)
    ? { texts, repeated: repeated + 1, isFirst: false, hasGap }
    : { texts: [...texts, answer], repeated, isFirst: false, hasGap };
}

function tallyOf({ texts, repeated }: Closed, last: string): ItemTally {
  const answer = last.trim();
  // What is like another may still go on differently.
  const isBegun = texts.includes(answer);
  const isNew = answer !== "" && !isBegun;
  return { full: texts.length + (isNew ? 1 : 0), begun: isBegun ? 1 : 0, hollow: repeated };
}

/** What an empty answer leaves of the value. */
function keptOf({ hasGap }: Closed): number {
  return hasGap ? 0.5 : 1;
}
