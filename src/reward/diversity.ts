/**
 * `diversity`: how much of the text is said for the first time.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece } from "./reward.ts";
import { type Grams, noGrams, openGram, withText } from "./text/grams.ts";
import { timesIn } from "./text/tally.ts";

const kinds = ["", "words", "word pairs", "word triples", "word quadruples"];

export const diversity = defineReward({
  type: "diversity",
  description:
    "The share of distinct words, or of words in a row, among all of them (distinct-n, Li et al. 2016, over n-grams). It sinks as a text grows, so give long texts a lower share.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("diversity"),
    n: z.int().min(1).max(4).default(2).meta({
      description: "How many words in a row are one, in any case and without the punctuation around them.",
    }),
    min: z.number().gt(0).max(1).meta({
      description:
        "At least this share; below it, the value falls in proportion. A text of fewer words has 1.",
    }),
  }),
  example: { type: "diversity", n: 2, min: 0.8 },
  guides: ["prefix"],
  cost: "a look-up for each word",

  prepare({ n, min }) {
    return {
      work: 50,
      begin: () => noGrams,
      advance: (state: Grams, { text }: Piece) => withText(state, text, n),
      judge(state: Grams) {
        const gram = openGram(state, n);
        const total = state.closed.total + (gram === null ? 0 : 1);
        const isNew = gram !== null && timesIn(state.closed, gram) === 0;
        const distinct = state.closed.distinct + (isNew ? 1 : 0);
        const share = total === 0 ? 1 : distinct / total;
        return {
          value: Math.min(1, share / min),
          measure: share,
          explain: `${distinct} of ${total} ${kinds[n]} distinct${share < min ? `, at least ${percent(min)} wanted` : ""}`,
        };
      },
    };
  },

  instruction: () => "Do not repeat yourself.",
});

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
