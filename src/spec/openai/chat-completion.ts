/**
 * The answer of `POST /v1/chat/completions`.
 *
 * @module
 */
import { z } from "zod";
import { finishReasonSchema } from "../ending.ts";
import { tokenLogprobSchema } from "../token-logprob.ts";
import { answerShape, choiceReportSchema, openAiUsageSchema, searchReportSchema } from "./answer.ts";

const logprobsSchema = z.strictObject({
  content: z.array(tokenLogprobSchema).nullable(),
  refusal: z.array(tokenLogprobSchema).nullable(),
});

export const chatCompletionSchema = z.strictObject({
  ...answerShape,
  object: z.literal("chat.completion"),
  choices: z
    .array(
      z.strictObject({
        index: z.int().nonnegative(),
        message: z.strictObject({
          role: z.literal("assistant"),
          content: z.string().nullable().meta({ description: "The answer; null where it is a refusal." }),
          refusal: z.string().nullable().meta({ description: "What a `safety` reward said instead." }),
        }),
        finish_reason: finishReasonSchema,
        logprobs: logprobsSchema.nullable(),
        alignment: choiceReportSchema,
      }),
    )
    .min(1),
  usage: openAiUsageSchema,
  metadata: z.record(z.string(), z.string()).optional().meta({ description: "As it was sent." }),
  alignment: searchReportSchema,
});

export type ChatCompletion = z.infer<typeof chatCompletionSchema>;
