/**
 * `paragraphs`: how many paragraphs the text has, and what they begin with.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward } from "./reward.ts";
import { bandOf, checkCount, countFields } from "./shape/count-fields.ts";
import { namedOf, paragraphJudge } from "./shape/paragraph-judge.ts";
import { Band, inWords } from "./text/band.ts";
import { listed } from "./text/wording.ts";

const blankLine = "blank_line";

const firstWord = z.strictObject({
  paragraph: z.int().min(1).max(100).meta({ description: "Which paragraph, counted from 1." }),
  word: text({ max: 50 })
    .refine((word) => /^[\p{L}\p{N}]\S*$/u.test(word), "must be one word that begins with a letter or digit")
    .meta({ description: "What it begins with, in any case." }),
});

export const paragraphs = defineReward({
  type: "paragraphs",
  description:
    "Paragraphs between blank lines or other separators. None may be empty between two separators; between blank lines that matters only for `first_words`.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("paragraphs"),
      ...countFields("paragraphs"),
      separator: text({ max: 20 }).default(blankLine).meta({
        description: "What stands between paragraphs: `blank_line`, or these very characters, such as `***`.",
      }),
      first_words: z
        .array(firstWord)
        .max(20)
        .default([])
        .meta({ description: "Words that paragraphs begin with; there must be as many paragraphs." }),
    })
    .superRefine(checkCount)
    .superRefine(({ separator, first_words, ...spec }, context) => {
      const { most } = bandOf(spec);
      const refuse = (path: (string | number)[], message: string) =>
        context.addIssue({ code: "custom", message, path });
      if (most === 0) refuse([spec.count === 0 ? "count" : "max"], "must not be below 1");
      for (const [index, { paragraph, word }] of first_words.entries()) {
        const path = ["first_words", index];
        const first = first_words.findIndex((other) => other.paragraph === paragraph);
        if (first < index) refuse([...path, "paragraph"], `already has a word: ${first_words[first]?.word}`);
        if (paragraph > most) refuse([...path, "paragraph"], `must not be above ${most}, the most allowed`);
        if (word.includes(separator)) refuse([...path, "word"], "must not contain the separator");
      }
    }),

  example: { type: "paragraphs", count: 3, first_words: [{ paragraph: 2, word: "however" }] },
  guides: ["prefix", "bound", "propose"],
  cost: "one pass over the text",

  prepare(spec) {
    const { least, most } = bandOf(spec);
    const named = namedOf(spec.first_words);
    const band = new Band(Math.max(least, ...named.keys()), most);
    return paragraphJudge({ band, named, separator: spec.separator === blankLine ? null : spec.separator });
  },

  instruction(spec) {
    const { separator } = spec;
    const between = separator === blankLine ? "" : `, separated by ${separator.trim()}`;
    const begins = spec.first_words.map(({ paragraph, word }) => `paragraph ${paragraph} with ${word}`);
    const count = `Write ${inWords(bandOf(spec), "paragraphs")}${between}`;
    return begins.length > 0 ? `${count}; begin ${listed(begins, "and")}.` : `${count}.`;
  },
});
