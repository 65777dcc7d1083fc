/**
 * What answers in OpenAI's shape have in common.
 *
 * @module
 */
import { z } from "zod";
import { alignmentSchema, choiceSchema } from "../result.ts";

const count = z.int().nonnegative();

export const openAiUsageSchema = z.strictObject({
  prompt_tokens: count.meta({ description: "Tokens of the prompt." }),
  completion_tokens: count.meta({
    description:
      "Token positions that were computed behind the prompt, those of dropped candidates included; at least the tokens that are returned.",
  }),
  total_tokens: count.meta({ description: "Both together." }),
  prompt_tokens_details: z.strictObject({
    cached_tokens: count.meta({ description: "Of the prompt, those that had been computed before." }),
  }),
  completion_tokens_details: z.strictObject({
    accepted_prediction_tokens: count.meta({ description: "Tokens that are returned." }),
    rejected_prediction_tokens: count.meta({
      description: "The others: what the search explored and dropped.",
    }),
  }),
});

/** What the search says of an answer. */
export const choiceReportSchema = choiceSchema.pick({ reward: true, logprob: true, tokens: true });

/** What it says of itself. */
export const searchReportSchema = alignmentSchema.pick({
  seed: true,
  usage: true,
  budget: true,
  diagnosis: true,
  trace: true,
});

/** Fields of every such answer. */
export const answerShape = {
  id: z.string(),
  created: z.int().meta({ description: "Seconds since 1970-01-01 UTC." }),
  model: z.string(),
  system_fingerprint: z.string().optional().meta({
    description:
      "Of the model's package, which a seed repeats an answer with; left out where an upstream answers.",
  }),
};

export type OpenAiUsage = z.infer<typeof openAiUsageSchema>;
