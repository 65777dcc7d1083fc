/**
 * CommonGen (Lin et al. 2020, arXiv:1911.03705): one sentence with all of a few given concepts.
 *
 * @module
 */
import { z } from "zod";
import { defineEvaluation } from "./evaluation.ts";
import { isLooping } from "./looping.ts";
import { hasWholeWord } from "./whole-word.ts";

/** Longer than any reference by far; an answer that runs on is cut here. */
export const maxTokens = 40;

export const itemSchema = z
  .object({
    concepts: z.array(z.string().min(1)).min(1),
    /** Accepted forms of each concept, in the same order. */
    forms: z.array(z.array(z.string().min(1)).min(1)),
    references: z.array(z.string().min(1)).optional(),
  })
  .refine(({ concepts, forms }) => concepts.length === forms.length, "needs as many forms as concepts");

/** One wording for every strategy, in the task's own words. */
export function instruction(concepts: readonly string[]): string {
  return `Concepts: ${concepts.join(", ")}. Write one short sentence that contains all of the concepts.`;
}

export const commongen = defineEvaluation({
  name: "commongen",
  description: "a sentence with all of the given concepts",
  itemSchema,
  howToGet:
    'JSON Lines, one item a line: {"concepts": ["dog", …], "forms": [["dog", "dogs"], …]}, where forms lists the accepted inflections of each concept. CommonGen (MIT) in this form is made from dataset/commongen of github.com/GXimingLu/a_star_neurologic.',
  group: { option: "concepts", of: ({ concepts }) => String(concepts.length) },
  measures: [
    { name: "hard", label: "hard coverage", kind: "share" },
    { name: "soft", label: "soft coverage", kind: "mean" },
  ],
  headline: "hard",
  // Seconds are among what is compared.
  concurrency: 1,
  isLooping,

  ask({ concepts, forms }) {
    return {
      messages: [{ role: "user", content: instruction(concepts) }],
      rewards: [{ type: "keywords", enforce: "hard", match: "exact", include: forms }],
      max_tokens: maxTokens,
    };
  },

  measure({ forms }, text) {
    const covered = forms.filter((accepted) => accepted.some((form) => hasWholeWord(text, form))).length;
    return { hard: covered === forms.length ? 1 : 0, soft: covered / forms.length };
  },
});
