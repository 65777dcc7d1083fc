/**
 * `length`: how long the text is, in a unit of choice.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Piece, wholeText } from "./reward.ts";

const size = z.int().nonnegative().max(100_000);

const characters = new Intl.Segmenter("en");
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

const measures = {
  tokens: ({ tokens }: Piece) => tokens,
  /** As people see them: é is one however it is composed, and so is a family of emoji. */
  characters: ({ text }: Piece) => [...characters.segment(text)].length,
  words: ({ text }: Piece) => text.split(/\s+/u).filter(hasWordCharacter).length,
  sentences: ({ text }: Piece) =>
    [...sentences.segment(text)].filter(({ segment }) => hasWordCharacter(segment)).length,
  paragraphs: ({ text }: Piece) => text.split(/\n\s*\n/u).filter((part) => part.trim() !== "").length,
};

/** Cutting a text into characters takes as long as searching it for some twenty words. */
const unitWork = 20;

const units = Object.keys(measures) as (keyof typeof measures)[];

export const length = defineReward({
  type: "length",
  description: "The length of the text: at least, at most, or as near as possible to a target.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("length"),
      unit: z
        .enum(units)
        .meta({ description: "A word is what white space separates and has a letter or digit." }),
      min: size.optional().meta({ description: "At least this many." }),
      max: size.optional().meta({ description: "At most this many." }),
      target: size
        .min(1)
        .optional()
        .meta({ description: "Satisfied only exactly; the value falls with the distance." }),
    })
    .refine(
      (spec) => [spec.min, spec.max, spec.target].some((bound) => bound !== undefined),
      "needs min, max or target",
    )
    .refine((spec) => spec.min === undefined || spec.max === undefined || spec.min <= spec.max, {
      message: "must not be below min",
      path: ["max"],
    })
    .refine(
      (spec) =>
        spec.target === undefined ||
        (spec.target >= (spec.min ?? 0) && spec.target <= (spec.max ?? Infinity)),
      {
        message: "must lie between min and max",
        path: ["target"],
      },
    ),

  example: { type: "length", unit: "words", max: 20 },
  guides: [],
  cost: "one pass over the text",

  prepare({ unit, min = 0, max = Number.POSITIVE_INFINITY, target }) {
    const measure = measures[unit];
    const judge = wholeText((text) => {
      const size = measure(text);
      const nearest = target ?? Math.min(Math.max(size, min), max);
      const distance = Math.abs(size - nearest);
      // The slope is relative: ten words too many matter more for a tweet than for an essay.
      return {
        value: Math.max(0, 1 - distance / Math.max(nearest, 1)),
        measure: size,
        explain: `${size} ${unit}${distance === 0 ? "" : `, ${distance} too ${size > nearest ? "many" : "few"}`}`,
      };
    });
    return { ...judge, work: unitWork };
  },
});

function hasWordCharacter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
