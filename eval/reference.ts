/**
 * CommonGen with a reward that judges finished answers only: how near a sentence comes to what a person wrote. A
 * search that cannot ask on the way must find out by writing answers to their ends.
 *
 * @module
 */

import { chrf } from "../src/reward/text-overlap/chrf.ts";
import { commongen, instruction, itemSchema, maxTokens } from "./commongen.ts";
import { defineEvaluation } from "./evaluation.ts";

const withReferences = itemSchema.refine(
  ({ references }) => references && references.length > 0,
  "needs references",
);

export const reference = defineEvaluation({
  name: "reference",
  description: "chrF against a person's sentence, as a black box",
  itemSchema: withReferences,
  howToGet: commongen.howToGet.replace("{", '{"references": ["…"], '),
  group: { option: "concepts", of: ({ concepts }) => String(concepts.length) },
  measures: [{ name: "chrf", label: "chrF", kind: "mean" }],
  headline: "chrf",
  concurrency: 4,
  isLooping: commongen.isLooping,

  ask({ concepts, references = [] }) {
    return {
      messages: [{ role: "user", content: instruction(concepts) }],
      rewards: [{ type: "reference", metric: "chrf", references, guide: false }],
      max_tokens: maxTokens,
    };
  },

  measure: ({ references = [] }, text) => ({ chrf: chrf(references)(text) / 100 }),
});
