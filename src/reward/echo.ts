/**
 * `echo`: that the answer does not say the prompt over again.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { gramOverlap, neverSatisfied, noOverlap, type Overlap } from "./text/gram-overlap.ts";

export const echo = defineReward({
  type: "echo",
  description:
    "The answer does not repeat the prompt: few of its sequences of words stand in the prompt, or in the last message of the user.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("echo"),
    n: z.int().min(2).max(10).default(4).meta({
      description:
        "Words of a sequence, compared in any case and without the punctuation around them. Of a prompt with fewer there is no echo.",
    }),
    max: z.number().min(0).max(0.9).default(0.1).meta({
      description: "The share of the answer's sequences that may stand in the prompt.",
    }),
  }),

  example: { type: "echo", n: 4, max: 0 },
  guides: ["prefix", "bound"],
  cost: "a look-up for each word",

  prepare({ n, max }, { prompt }) {
    const { advance, ended } = gramOverlap([prompt], n, () => true);
    const judge: TextJudge<Overlap> = {
      begin: () => noOverlap,
      advance: (state, { text }) => advance(state, text),
      judge(state) {
        const { total, found, firstFound } = ended(state);
        const share = found / Math.max(total, 1);
        const most = max === 0 ? "none" : `at most ${Math.round(1000 * max) / 10} %`;
        return {
          value: share <= max ? 1 : (1 - share) / (1 - max),
          measure: share,
          explain: `${found} of ${total} sequences of ${n} words stand in the prompt${share <= max ? "" : `, ${most} may: "${firstFound}"`}`,
        };
      },
      // Any other share can be thinned out by what follows.
      ...(max === 0 && { bound: ({ found }: Overlap) => (found === 0 ? 1 : neverSatisfied) }),
    };
    return { ...judge, work: 10 };
  },

  instruction: () => "Do not repeat the words of this request.",
});
