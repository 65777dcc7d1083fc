/**
 * `starts_with`: the words that a text begins with.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { RequiredStart, type Start } from "./text/required-start.ts";
import { sizesOf } from "./text/text-sizes.ts";
import { wantedText } from "./text/wanted-text.ts";
import { withoutLastWord } from "./text/words.ts";

export const startsWith = defineReward({
  type: "starts_with",
  description: "What the text begins with; white space before it does not count.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("starts_with"),
    text: text({ max: 1000 }).meta({ description: "The first words, punctuation and all." }),
    ignore_case: z.boolean().default(true).meta({ description: "Capital and small letters are the same." }),
    ignore_quotes: z
      .boolean()
      .default(true)
      .meta({ description: "Opening quotes may stand before it, as where the whole text stands in quotes." }),
  }),

  example: { type: "starts_with", text: "Dear customer," },
  guides: ["prefix", "bound", "propose"],
  cost: "one comparison with the beginning of the text",

  prepare({ text, ignore_case, ignore_quotes }): PreparedReward<Start> {
    const wanted = wantedText(text.trim(), ignore_case);
    const start = new RequiredStart(wanted, ignore_quotes);
    const value = ({ written }: Start) => written / wanted.folded.length;
    return {
      begin: () => start.begin(),
      advance: (state, { text }) => start.advance(state, text),
      judge: (state) => ({
        value: value(state),
        measure: null,
        explain: start.isDone(state)
          ? "begins as it is to"
          : `does not begin with ${JSON.stringify(wanted.text)}`,
      }),
      bound: (state) => (start.hasFailed(state) ? value(state) : 1),
      propose: (state) => [start.rest(state)].filter(Boolean),
      work: 1,
      claims: {
        requires: [withoutLastWord(wanted.text).trim()].filter(Boolean).map((text) => [text]),
        sizes: sizesOf(wanted.text),
        begins: start.firstCharacters(),
      },
    };
  },

  instruction: ({ text }) => `Begin with exactly these words: ${text.trim()}`,
});
