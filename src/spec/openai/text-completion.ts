/**
 * The answer of `POST /v1/completions`.
 *
 * @module
 */
import { z } from "zod";
import { finishReasonSchema } from "../ending.ts";
import { answerShape, choiceReportSchema, openAiUsageSchema, searchReportSchema } from "./answer.ts";

const logprob = z.number().max(0);

export const listedLogprobsSchema = z.strictObject({
  tokens: z.array(z.string()),
  token_logprobs: z.array(logprob),
  top_logprobs: z
    .array(z.record(z.string(), logprob))
    .optional()
    .meta({ description: "The alternatives, by their texts, the token's own among them." }),
  text_offset: z
    .array(z.int().nonnegative())
    .meta({ description: "Where each token begins in the text, in UTF-16 code units." }),
});

export const textCompletionSchema = z.strictObject({
  ...answerShape,
  object: z.literal("text_completion"),
  choices: z
    .array(
      z.strictObject({
        index: z.int().nonnegative(),
        text: z.string(),
        finish_reason: z.enum([...finishReasonSchema.options, "content_filter"]).meta({
          description: "`content_filter`: the text is what a `safety` reward said in place of an answer.",
        }),
        logprobs: listedLogprobsSchema.nullable(),
        alignment: choiceReportSchema,
      }),
    )
    .min(1),
  usage: openAiUsageSchema,
  alignment: searchReportSchema,
});

export type TextCompletion = z.infer<typeof textCompletionSchema>;
export type ListedLogprobs = z.infer<typeof listedLogprobsSchema>;
