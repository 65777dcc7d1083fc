/**
 * `repetition`: that a text does not go round in circles.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece } from "./reward.ts";
import { type Grams, noGrams, openGram, withText } from "./text/grams.ts";
import { noRuns, type Runs, withRuns } from "./text/runs.ts";
import { timesIn } from "./text/tally.ts";
import { times } from "./text/wording.ts";

interface State {
  readonly grams: Grams;
  readonly runs: Runs;
}

export const repetition = defineReward({
  type: "repetition",
  description:
    "No words in a row stand in the text too often, and no letters or pictograms go on and on (more than 2 · max + 3 times in a row). A guard against loops, whether of a phrase or of whole lines; as a hard reward it holds at every token.",
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
    const value = (most: number, looping: string | null) =>
      looping === null && most <= max ? 1 : max / Math.max(most, max + 1);
    const mostInARun = 2 * max + 4;
    return {
      work: 50,
      begin: (): State => ({ grams: noGrams, runs: noRuns }),
      advance: ({ grams, runs }: State, { text }: Piece): State => ({
        grams: withText(grams, text, n),
        runs: withRuns(runs, text, mostInARun),
      }),
      judge({ grams, runs: { looping } }: State) {
        const gram = openGram(grams, n);
        const again = gram === null ? 0 : timesIn(grams.closed, gram) + 1;
        const isAhead = again > grams.closed.most;
        const most = isAhead ? again : grams.closed.most;
        const found = isAhead ? gram : grams.closed.mostFrequent;
        const repeated =
          most < 2
            ? `no ${n === 1 ? "word is" : `${n} words in a row are`} repeated`
            : `"${found}" stands there ${times(most)}${most > max ? `, at most ${max}` : ""}`;
        const explain = looping === null ? repeated : `"${looping}" goes on and on`;
        return { value: value(most, looping), measure: most, explain };
      },
      bound: ({ grams, runs }: State) => value(grams.closed.most, runs.looping),
    };
  },

  instruction: () => "Do not repeat yourself.",
});
