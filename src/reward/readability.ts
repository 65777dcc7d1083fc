/**
 * `readability`: how hard the text is to read.
 *
 * @module
 */
import { syllable } from "syllable";
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { withWords } from "./text/grams.ts";
import { type Counts, formulaNames, formulas } from "./text/readability-formulas.ts";
import { emptySize, grown, type Size } from "./text/size-units.ts";

interface State {
  sentences: Size;
  /** Of the words that white space has closed. */
  counts: WordCounts;
  open: string;
}

type WordCounts = Omit<Counts, "sentences">;

const limit = z.number().min(-100).max(200);

const schema = rewardFieldsSchema
  .extend({
    type: z.literal("readability"),
    measure: z.enum(formulaNames).default("flesch_kincaid_grade").meta({
      description:
        "`flesch_reading_ease` goes from 0 (hard) to 100 (easy), the others are about school years. Words, sentences and syllables are counted as in English.",
    }),
    min: limit.optional().meta({ description: "At least this." }),
    max: limit.optional().meta({ description: "At most this." }),
    target: limit.optional().meta({ description: "As near to this as `tolerance` says." }),
    tolerance: z.number().min(0.1).max(50).optional().meta({ description: "1 unless given." }),
  })
  .superRefine(({ min, max, target, tolerance }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", message, path });
    if ([min, max, target].every((given) => given === undefined)) refuse([], "needs min, max or target");
    if (min !== undefined && max !== undefined && min > max) refuse(["max"], "must not be below min");
    if (target !== undefined && (min ?? max) !== undefined)
      refuse(["target"], "leaves nothing to min or max");
    if (tolerance !== undefined && target === undefined) refuse(["tolerance"], "needs a target");
  });

export const readability = defineReward({
  type: "readability",
  description: "How hard an English text is to read, by a published formula.",
  schema,
  example: { type: "readability", measure: "flesch_kincaid_grade", max: 6 },
  guides: ["prefix"],
  cost: "some microseconds for each word",

  prepare(spec) {
    const { label, of, scale } = formulas[spec.measure];
    const { least, most } = limitsOf(spec);
    const wanted = [
      ...(least > -Infinity ? [`at least ${least}`] : []),
      ...(most < Infinity ? [`at most ${most}`] : []),
    ];
    const judge: TextJudge<State> = {
      begin: () => ({ sentences: emptySize, counts: noWords, open: "" }),
      advance({ sentences, counts, open }, { text }) {
        const words = withWords({ last: [], open }, text);
        return {
          sentences: grown("sentences", sentences, text),
          counts: words.last.reduce(withWord, counts),
          open: words.open,
        };
      },
      judge({ sentences, counts, open }) {
        const all = withWords({ last: [], open }, " ").last.reduce(withWord, counts);
        if (all.words === 0) return { value: 0, measure: null, explain: "no words" };
        const measure = of({ ...all, sentences: Math.max(sentences.settled + sentences.open, 1) });
        const distance = Math.max(least - measure, measure - most, 0);
        const found = `${label} ${measure.toFixed(1)}`;
        return {
          value: Math.max(0, 1 - distance / scale),
          measure,
          explain: distance === 0 ? found : `${found}, ${wanted.join(" and ")} is wanted`,
        };
      },
    };
    const limits = { ...(least > -Infinity && { min: least }), ...(most < Infinity && { max: most }) };
    return { ...judge, work: 50, claims: { sizes: { [spec.measure]: limits } } };
  },

  instruction(spec) {
    const { least, most } = limitsOf(spec);
    const { easierWhen } = formulas[spec.measure];
    const [bounded, open] = easierWhen === "lower" ? [most, least] : [least, most];
    // With a limit on the other side as well it is to be neither too easy nor too hard.
    const isEasy = Number.isFinite(bounded) && !Number.isFinite(open);
    return isEasy ? "Use plain words and short sentences." : null;
  },
});

function limitsOf({ min = -Infinity, max = Infinity, target, tolerance = 1 }: z.infer<typeof schema>) {
  return target === undefined
    ? { least: min, most: max }
    : { least: target - tolerance, most: target + tolerance };
}

const noWords: WordCounts = { words: 0, syllables: 0, longWords: 0, letters: 0 };

function withWord(counts: WordCounts, word: string): WordCounts {
  // What has no vowels, like 42, is spoken all the same.
  const syllables = Math.max(1, syllable(word));
  return {
    words: counts.words + 1,
    syllables: counts.syllables + syllables,
    longWords: counts.longWords + (syllables > 2 ? 1 : 0),
    letters: counts.letters + (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0),
  };
}
