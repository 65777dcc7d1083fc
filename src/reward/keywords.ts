/**
 * `keywords`: words that the text must contain, and words that it must not.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { countedItems } from "./keywords/counted-items.ts";
import { contradiction, itemClaims } from "./keywords/item-claims.ts";
import {
  countedKeywordSchema,
  type Keyword,
  keywordSchema,
  prepareKeyword,
  readKeyword,
} from "./keywords/keyword-items.ts";
import { defineReward } from "./reward.ts";
import { listed, quotedUnlessWord, times } from "./text/wording.ts";
import { fold, foldSpelling } from "./text/words.ts";

/** Most words, forms counted one by one, that one reward may name. */
const mostWords = 500;
const count = z.int().min(1).max(1000);

export const keywords = defineReward({
  type: "keywords",
  description:
    "Words or phrases that the text must contain, and others that it must not. Whole words count, in any case; in scripts that put no spaces between words, such as Chinese, Japanese and Thai, they count wherever they stand.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("keywords"),
      include: z.array(countedKeywordSchema).max(100).default([]).meta({
        description:
          "Each a word or phrase, or a list of accepted forms of which any counts, or `{ forms, min, max }`: such a list with counts of its own, in place of `min_count` and `max_count`.",
      }),
      exclude: z.array(keywordSchema).max(100).default([]).meta({
        description: "Each a word or phrase, or a list of them; none of them may stand in the text.",
      }),
      match: z
        .enum(["exact", "lemma"])
        .default("exact")
        .meta({ description: "`lemma` also accepts the other English inflections of single words." }),
      whole_words: z
        .boolean()
        .default(true)
        .meta({ description: "With `false` they count inside other words, too." }),
      min_count: count.default(1).meta({ description: "How often each included item must stand there." }),
      max_count: count.optional().meta({ description: "How often each included item may stand there." }),
    })
    .refine((spec) => spec.include.length + spec.exclude.length > 0, "include or exclude must name a word")
    .refine((spec) => formsOf([...spec.include, ...spec.exclude]).length <= mostWords, {
      message: `names more than ${mostWords} words`,
      path: ["include"],
    })
    .superRefine((spec, context) => {
      const included = new Set(formsOf(spec.include).map((form) => fold(form.trim())));
      for (const [index, item] of spec.exclude.entries()) {
        const both = readKeyword(item).forms.find((form) => included.has(fold(form.trim())));
        if (both === undefined) continue;
        const message = `${both} is also to be included`;
        context.addIssue({ code: "custom", message, path: ["exclude", index] });
      }
    })
    .superRefine((spec, context) => {
      if (spec.include.length > 0) return;
      const ignored = [
        ...(spec.min_count > 1 ? ["min_count"] : []),
        ...(spec.max_count === undefined ? [] : ["max_count"]),
      ];
      const message = "counts what is to be included, which is nothing";
      for (const field of ignored) context.addIssue({ code: "custom", message, path: [field] });
    })
    .superRefine((spec, context) => {
      if (spec.max_count !== undefined && spec.max_count < spec.min_count) {
        context.addIssue({ code: "custom", message: "must not be below min_count", path: ["max_count"] });
      }
      for (const [index, item] of spec.include.entries()) {
        const { min, max } = readKeyword(item);
        if ((max ?? spec.max_count ?? Infinity) >= (min ?? spec.min_count)) continue;
        const [field, message] =
          max === undefined ? ["min", "must not be above max_count"] : ["max", "must not be below min"];
        context.addIssue({ code: "custom", message, path: ["include", index, field] });
      }
    }),

  example: { type: "keywords", include: ["dog", ["frisbee", "frisbees"]], match: "lemma" },
  guides: ["prefix", "bound", "propose"],
  cost: "one search of the text for each word",

  async prepare(spec) {
    const comparison = { fold: spec.whole_words ? fold : foldSpelling, wholeWords: spec.whole_words };
    const include = spec.include.map((item) => {
      const { forms, min = spec.min_count, max = spec.max_count ?? Infinity } = readKeyword(item);
      return prepareKeyword(forms, spec, { least: min, most: max });
    });
    const exclude = spec.exclude.map((item) => {
      return prepareKeyword(readKeyword(item).forms, spec, { least: 0, most: 0 });
    });
    const items = await Promise.all([...include, ...exclude]);
    const both = contradiction(items, comparison);
    if (both) {
      const { wanted, unwanted } = both;
      const index = items.indexOf(unwanted);
      const message = `${unwanted.label} would stand there too often, with ${wanted.label} to be included`;
      const param = index < include.length ? `/include/${index}` : `/exclude/${index - include.length}`;
      throw new TillerError("invalid_request", message, { param });
    }
    return {
      ...countedItems(items, comparison),
      work: items.reduce((sum, { forms }) => sum + forms.length, 0),
      claims: itemClaims(items, comparison),
    };
  },

  instruction(spec) {
    const wanted = spec.include.flatMap((item) => {
      const { forms, min = spec.min_count, max = spec.max_count } = readKeyword(item);
      if (max === 0) return [];
      const often = [
        min > 1 ? `at least ${times(min)}` : "",
        max === undefined ? "" : `at most ${times(max)}`,
      ].filter(Boolean);
      const word = quotedUnlessWord(forms[0] ?? "");
      return often.length > 0 ? `${word} (${often.join(", ")})` : min > 0 ? word : [];
    });
    const never = spec.include.filter((item) => (readKeyword(item).max ?? spec.max_count) === 0);
    const unwanted = formsOf([...never, ...spec.exclude]).map(quotedUnlessWord);
    const noun = (words: string[]) => (words.length === 1 ? "word" : "words");
    const sentences = [
      wanted.length > 0 ? `Use the ${noun(wanted)} ${listed(wanted, "and")}.` : [],
      unwanted.length > 0 ? `Do not use the ${noun(unwanted)} ${listed(unwanted, "or")}.` : [],
    ].flat();
    return sentences.length > 0 ? sentences.join(" ") : null;
  },
});

function formsOf(items: readonly Keyword[]): string[] {
  return items.flatMap((item) => readKeyword(item).forms);
}
