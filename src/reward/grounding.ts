/**
 * `grounding`: that what the text says stands in given passages.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { functionWords } from "./text/function-words.ts";
import { gramOverlap, neverSatisfied, noOverlap, type Overlap } from "./text/gram-overlap.ts";
import { counted } from "./text/wording.ts";

/** Of the passages; their words are looked up, not searched. */
const charactersPerWork = 2000;

export const grounding = defineReward({
  type: "grounding",
  description:
    "The text keeps to the words of given passages: the share of its content words, or of sequences of them, that stand there. English function words (the, of, is) do not count.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("grounding"),
    passages: z
      .array(text({ max: 32_768 }))
      .min(1)
      .max(64)
      .meta({ description: "What the text may draw on." }),
    n: z.int().min(1).max(4).default(1).meta({
      description:
        "Content words of a sequence: what lies between them is left out. Compared in any case and without the punctuation around them, but not across inflections.",
    }),
    min: z.number().min(0.01).max(1).default(1).meta({
      description: "Satisfied from this share on; the value rises towards it.",
    }),
  }),

  example: {
    type: "grounding",
    passages: ["Rivers wash salt out of rocks and carry it into the sea."],
    min: 0.8,
  },
  guides: ["prefix", "bound"],
  cost: "a look-up for each word",

  prepare({ passages, n, min }) {
    const { advance, ended } = gramOverlap(passages, n, (word) => !functionWords.has(word));
    const unit = n === 1 ? "content words" : `sequences of ${n} content words`;
    const judge: TextJudge<Overlap> = {
      begin: () => noOverlap,
      advance: (state, { text }) => advance(state, text),
      judge(state) {
        const { total, found, firstMissing } = ended(state);
        if (total === 0) return { value: 0, measure: null, explain: `no ${unit}` };
        const share = found / total;
        const missing = firstMissing === null ? "" : `; not there: "${firstMissing}"`;
        return {
          value: Math.min(1, share / min),
          measure: share,
          explain: `${found} of ${counted(total, unit)} ${found === 1 ? "stands" : "stand"} in the passages${missing}`,
        };
      },
      // Any other share can still be made up for.
      ...(min === 1 && { bound: ({ found, total }: Overlap) => (found === total ? 1 : neverSatisfied) }),
    };
    const size = passages.reduce((sum, { length }) => sum + length, 0);
    return { ...judge, work: 10 + Math.ceil(size / charactersPerWork) };
  },
});
