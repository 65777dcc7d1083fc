/**
 * `sentiment`: whether the text sounds positive, negative or neither.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type TextJudge } from "./reward.ts";

interface State {
  /** Sentences before the last one, and the sum of their scores. */
  sentences: number;
  sum: number;
  open: string;
}

/** A sentence, or a line: as VADER's authors have it, long texts are scored by the mean of theirs. */
const sentence = /^(?:[^\n]*?[.!?…]["'”’)\]*]*\s|[^\n]*\n)/u;

const directions = {
  /** How far the score may go on before it satisfies, as a share of what lies between the worst and `threshold`. */
  positive: (score: number, threshold: number) => (score + 1) / (threshold + 1),
  negative: (score: number, threshold: number) => (1 - score) / (threshold + 1),
  neutral: (score: number, threshold: number) => (1 - Math.abs(score)) / (1 - threshold),
};

export const sentiment = defineReward({
  type: "sentiment",
  description:
    "Whether an English text sounds positive, negative or neutral, by VADER's word list and rules: the mean of its sentences' compound scores, from -1 to 1.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("sentiment"),
    direction: z.enum(["positive", "negative", "neutral"]),
    threshold: z.number().min(0.01).max(0.95).default(0.05).meta({
      description:
        "The score from which on a text is positive (negative: from minus this down; neutral: between the two). VADER's own is 0.05.",
    }),
  }),

  example: { type: "sentiment", direction: "positive", threshold: 0.3 },
  guides: ["prefix"],
  cost: "some microseconds for each word",

  async prepare({ direction, threshold }) {
    // A list of 7,500 words, for those who need it only.
    const { default: vader } = await import("vader-sentiment");
    const scoreOf = (text: string) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
    const judge: TextJudge<State> = {
      begin: () => ({ sentences: 0, sum: 0, open: "" }),
      advance({ sentences, sum, open }, { text }) {
        let rest = open + text;
        for (let found = sentence.exec(rest); found; found = sentence.exec(rest)) {
          const [closed] = found;
          if (hasLetter(closed)) {
            sentences++;
            sum += scoreOf(closed);
          }
          rest = rest.slice(closed.length);
        }
        return { sentences, sum, open: rest };
      },
      judge({ sentences, sum, open }) {
        const isOpen = hasLetter(open);
        const count = sentences + (isOpen ? 1 : 0);
        if (count === 0) return { value: 0, measure: null, explain: "no words" };
        const score = (sum + (isOpen ? scoreOf(open) : 0)) / count;
        const value = Math.min(1, directions[direction](score, threshold));
        const wanted =
          direction === "neutral" ? "between" : direction === "positive" ? "at least" : "at most";
        const limit = {
          positive: `${threshold}`,
          negative: `${-threshold}`,
          neutral: `${-threshold} and ${threshold}`,
        }[direction];
        return {
          value,
          measure: score,
          explain: `sentiment ${score.toFixed(2)}${value === 1 ? "" : `, ${wanted} ${limit} is ${direction}`}`,
        };
      },
    };
    return { ...judge, work: 50 };
  },

  instruction: ({ direction }) => `Write in a ${direction} tone.`,
});

function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}
