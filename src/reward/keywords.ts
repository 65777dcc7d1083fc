/**
 * `keywords`: words that the text must contain, and words that it must not.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { inflections } from "./inflections.ts";
import { defineReward, wholeText } from "./reward.ts";
import { countWholeWords, fold } from "./words.ts";

const word = text({ max: 100 });
const items = z.array(z.union([word, z.array(word).min(1).max(50)])).max(100);
/** Most words, forms counted one by one, that one reward may name. */
const mostWords = 500;
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
    .refine((spec) => [...spec.include, ...spec.exclude].flat().length <= mostWords, {
      message: `names more than ${mostWords} words`,
      path: ["include"],
    })
    .superRefine((spec, context) => {
      const included = new Set(spec.include.flat().map((form) => fold(form.trim())));
      for (const [index, item] of spec.exclude.entries()) {
        const both = [item].flat().find((form) => included.has(fold(form.trim())));
        if (both === undefined) continue;
        context.addIssue({
          code: "custom",
          message: `${both} is also to be included`,
          path: ["exclude", index],
        });
      }
    })
    .refine((spec) => spec.max_count === undefined || spec.max_count >= spec.min_count, {
      message: "must not be below min_count",
      path: ["max_count"],
    }),

  example: { type: "keywords", include: ["dog", ["frisbee", "frisbees"]], match: "lemma" },
  guides: [],
  cost: "one search of the text for each word",

  async prepare(spec) {
    const prepareItem = async (item: string | string[]) => {
      const given = [item].flat().map((form) => fold(form.trim()));
      const forms = spec.match === "lemma" ? (await Promise.all(given.map(inflections))).flat() : given;
      return { label: given.join("/"), forms: [...new Set(forms.map(fold))] };
    };
    const include = await Promise.all(spec.include.map(prepareItem));
    const exclude = await Promise.all(spec.exclude.map(prepareItem));
    const { min_count: least, max_count: most = Number.POSITIVE_INFINITY } = spec;

    const judge = wholeText(({ text }) => {
      const folded = fold(text);
      const findings = [
        ...include.map((item) => findingOf(item.label, countWholeWords(folded, item.forms), least, most)),
        ...exclude.map((item) => findingOf(item.label, countWholeWords(folded, item.forms), 0, 0)),
      ];
      const unmet = findings.flatMap(({ problem }) => problem ?? []);
      const met = findings.length - unmet.length;
      return {
        value: unmet.length === 0 ? 1 : findings.reduce((sum, { value }) => sum + value, 0) / findings.length,
        measure: met,
        explain: [`${met} of ${findings.length}`, ...unmet].join("; "),
      };
    });
    return { ...judge, work: [...include, ...exclude].reduce((sum, { forms }) => sum + forms.length, 0) };
  },
});

interface Finding {
  value: number;
  /** What is wrong with the count, or null. */
  problem: string | null;
}

function findingOf(label: string, found: number, least: number, most: number): Finding {
  if (found < least) {
    const times = least === 1 ? "is missing" : `stands there ${found} times, at least ${least} are wanted`;
    return { value: found / least, problem: `${label} ${times}` };
  }
  if (found > most) {
    const times =
      most === 0 ? "must not stand there" : `stands there ${found} times, at most ${most} are wanted`;
    return { value: most / found, problem: `${label} ${times}` };
  }
  return { value: 1, problem: null };
}
