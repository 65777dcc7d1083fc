/**
 * `keywords`: words that the text must contain, and words that it must not.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { inflections } from "./inflections.ts";
import { defineReward, type Judge } from "./reward.ts";
import { countWholeWords, fold } from "./words.ts";

const word = text({ max: 100 });
const items = z.array(z.union([word, z.array(word).min(1).max(50)])).max(100);
const count = z.int().max(1000);

export const keywords = defineReward({
  type: "keywords",
  description:
    "Words or phrases that the text must contain, and others that it must not. Whole words count, in any case.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("keywords"),
      include: items
        .default([])
        .meta({ description: "Each a word or phrase, or a list of accepted forms of which any counts." }),
      exclude: items.default([]).meta({ description: "Likewise; none of them may stand in the text." }),
      match: z
        .enum(["exact", "lemma"])
        .default("exact")
        .meta({ description: "`lemma` also accepts the other English inflections of single words." }),
      min_count: count
        .min(1)
        .default(1)
        .meta({ description: "How often each included item must stand there." }),
      max_count: count
        .min(1)
        .optional()
        .meta({ description: "How often each included item may stand there." }),
    })
    .refine((spec) => spec.include.length + spec.exclude.length > 0, "include or exclude must name a word")
    .refine((spec) => spec.max_count === undefined || spec.max_count >= spec.min_count, {
      message: "must not be below min_count",
      path: ["max_count"],
    }),

  async prepare(spec) {
    const prepareItem = async (item: string | string[]) => {
      const given = [item].flat().map((form) => fold(form.trim()));
      const forms = spec.match === "lemma" ? (await Promise.all(given.map(inflections))).flat() : given;
      return { label: given.join("/"), forms: [...new Set(forms.map(fold))] };
    };
    const include = await Promise.all(spec.include.map(prepareItem));
    const exclude = await Promise.all(spec.exclude.map(prepareItem));
    const { min_count: least, max_count: most = Number.POSITIVE_INFINITY } = spec;

    const judge: Judge = (candidate) => {
      const folded = fold(candidate.text);
      const included = include.map((item) => {
        const found = countWholeWords(folded, item.forms);
        return { item, value: Math.min(found / least, most / Math.max(found, 1), 1) };
      });
      const excluded = exclude.map((item) => ({
        item,
        value: countWholeWords(folded, item.forms) === 0 ? 1 : 0,
      }));
      const all = [...included, ...excluded];
      const unmet = all.filter(({ value }) => value < 1).map(({ item }) => item.label);
      return {
        value: unmet.length === 0 ? 1 : all.reduce((sum, { value }) => sum + value, 0) / all.length,
        explain: `${all.length - unmet.length} of ${all.length}${unmet.length === 0 ? "" : `; not met: ${unmet.join(", ")}`}`,
      };
    };
    return { judge, work: [...include, ...exclude].reduce((sum, { forms }) => sum + forms.length, 0) };
  },
});
