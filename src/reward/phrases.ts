/**
 * `phrases`: texts that must stand in the answer just as they are, and texts that must not.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { type CountedItem, countedItems } from "./keywords/counted-items.ts";
import { contradiction, itemClaims } from "./keywords/item-claims.ts";
import { defineReward } from "./reward.ts";
import { listed } from "./text/wording.ts";
import { foldCase } from "./text/words.ts";

const phrase = text({ max: 500 });

export const phrases = defineReward({
  type: "phrases",
  description:
    "Texts that the answer must contain, and others that it must not: anywhere, within words too, with every space and mark as given.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("phrases"),
      include: z.array(phrase).max(100).default([]).meta({ description: "Each must stand there." }),
      exclude: z.array(phrase).max(100).default([]).meta({ description: "None of them may." }),
      case_sensitive: z
        .boolean()
        .default(false)
        .meta({ description: "With `true`, capital and small letters differ." }),
    })
    .refine(
      ({ include, exclude }) => include.length + exclude.length > 0,
      "include or exclude must name a phrase",
    ),

  example: { type: "phrases", include: ["P.S."], exclude: ["as an AI"] },
  guides: ["prefix", "bound", "propose"],
  cost: "one search of the text for each phrase",

  prepare({ include, exclude, case_sensitive }) {
    const comparison = {
      fold: case_sensitive ? (text: string) => text : foldCase,
      wholeWords: false,
    };
    const itemOf = (text: string): Omit<CountedItem, "least" | "most"> => ({
      label: JSON.stringify(text),
      written: [text],
      forms: [comparison.fold(text)],
    });
    const items = [
      ...include.map((text) => ({ ...itemOf(text), least: 1, most: Infinity })),
      ...exclude.map((text) => ({ ...itemOf(text), least: 0, most: 0 })),
    ];
    const both = contradiction(items, comparison);
    if (both) {
      throw new TillerError("invalid_request", `stands in ${both.wanted.label}, which is to be included`, {
        param: `/exclude/${items.indexOf(both.unwanted) - include.length}`,
      });
    }
    return { ...countedItems(items, comparison), work: items.length, claims: itemClaims(items, comparison) };
  },

  instruction({ include, exclude }) {
    const quoted = (texts: string[]) => texts.map((text) => JSON.stringify(text));
    return [
      ...(include.length > 0 ? [`Include exactly ${listed(quoted(include), "and")}.`] : []),
      ...(exclude.length > 0 ? [`Do not write ${listed(quoted(exclude), "or")}.`] : []),
    ].join(" ");
  },
});
