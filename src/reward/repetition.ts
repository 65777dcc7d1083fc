/**
 * `repetition`: that a text does not go round in circles.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { type Grams, noGrams, openGram, withText } from "./grams.ts";
import { defineReward, type Piece } from "./reward.ts";
import { timesIn } from "./tally.ts";
import { times } from "./wording.ts";

export const repetition = defineReward({
  type: "repetition",
  description:
    "No words in a row stand in the text too often. A guard against loops, whether of a phrase or of whole lines; as a hard reward it holds at every token.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("repetition"),
    n: z.int().min(1).max(10).default(3).meta({
      description:
        "How many words in a row are compared, in any case and without the punctuation around them.",
    }),
    max: z.int().min(1).max(1000).default(2).meta({
      description: "How often the same ones may stand in the text.",
    }),
  }),
  example: { type: "repetition", n: 3, max: 2 },
  guides: ["prefix", "bound"],
  cost: "a look-up for each word",

  prepare({ n, max }) {
    const value = (most: number) => (most > max ? max / most : 1);
    return {
      work: 50,
      begin: () => noGrams,
      advance: (state: Grams, { text }: Piece) => withText(state, text, n),
      judge(state: Grams) {
        const gram = openGram(state, n);
        const again = gram === null ? 0 : timesIn(state.closed, gram) + 1;
        const isAhead = again > state.closed.most;
        const most = isAhead ? again : state.closed.most;
        const found = isAhead ? gram : state.closed.mostFrequent;
        const explain =
          most < 2
            ? `no ${n === 1 ? "word is" : `${n} words in a row are`} repeated`
            : `"${found}" stands there ${times(most)}${most > max ? `, at most ${max}` : ""}`;
        return { value: value(most), measure: most, explain };
      },
      bound: ({ closed }: Grams) => value(closed.most),
    };
  },

  instruction: () => "Do not repeat yourself.",
});
