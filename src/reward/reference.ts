/**
 * `reference`: how much of the text stands in reference texts, by a published measure.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { defineReward, wholeText } from "./reward.ts";
import { bleu } from "./text-overlap/bleu.ts";
import { chrf } from "./text-overlap/chrf.ts";
import { rougeL } from "./text-overlap/rouge-l.ts";

/**
 * `highest`: the highest score in the unit in which the measure is published. `charactersPerWork`: of references;
 * a common subsequence takes as many operations as both texts have words, multiplied.
 */
const metrics = {
  bleu: { label: "BLEU", highest: 100, scorer: bleu, charactersPerWork: 800 },
  rouge_l: { label: "ROUGE-L", highest: 1, scorer: rougeL, charactersPerWork: 50 },
  chrf: { label: "chrF", highest: 100, scorer: chrf, charactersPerWork: 800 },
} as const;

/** The means of logarithms and of fractions miss the highest score by the last digits of a double. */
const rounding = 1e-9;

export const reference = defineReward({
  type: "reference",
  description:
    "How much the text has in common with reference texts: BLEU or chrF as sacrebleu computes them, ROUGE-L as rouge-score does. An unfinished text is measured as it stands, so a search is led along the references.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("reference"),
    metric: z.enum(["bleu", "rouge_l", "chrf"]).meta({
      description:
        "`bleu`: sequences of up to 4 words (sentence BLEU: 13a tokens, exponential smoothing, effective order); `rouge_l`: the longest common subsequence of words, F-measure, no stemming, letters a to z and digits only; `chrf`: sequences of up to 6 characters (beta 2, no words).",
    }),
    references: z
      .array(text({ max: 8000 }))
      .min(1)
      .max(16)
      .meta({ description: "Good answers. ROUGE-L and chrF count the nearest one." }),
    min: z.number().min(0.001).max(1).default(1).meta({
      description:
        "Satisfied from this share of the highest score on (0.3 is a BLEU or chrF of 30); the value rises towards it.",
    }),
  }),

  example: {
    type: "reference",
    metric: "rouge_l",
    references: ["The sea is salty because rivers wash salt into it."],
    min: 0.4,
  },
  guides: ["prefix"],
  cost: "grows with the text times the references",

  prepare({ metric, references, min }) {
    const { label, highest, scorer, charactersPerWork } = metrics[metric];
    const score = scorer(references);
    const reachable = references.some((each) => score(each) >= highest * (1 - rounding));
    if (!reachable) {
      throw new TillerError("invalid_request", `${label} knows no word in any of them`, {
        param: "/references",
      });
    }
    const judge = wholeText(({ text }) => {
      const measure = score(text);
      const share = measure / highest;
      const satisfied = share >= min - rounding;
      return {
        value: satisfied ? 1 : share / min,
        measure,
        explain: `${label} ${shown(measure)}${satisfied ? "" : `, at least ${shown(min * highest)} is wanted`}`,
      };
    });
    const size = references.reduce((sum, { length }) => sum + length, 0);
    return { ...judge, work: 20 + Math.ceil(size / charactersPerWork) };
  },
});

function shown(score: number): string {
  return String(Number(score.toPrecision(3)));
}
