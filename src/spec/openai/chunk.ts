/**
 * Chunks of streamed answers.
 *
 * @module
 */
import { z } from "zod";
import { answerShape, openAiUsageSchema, searchReportSchema } from "./answer.ts";
import { chatCompletionSchema } from "./chat-completion.ts";
import { textCompletionSchema } from "./text-completion.ts";

/** Fields of a choice that its last chunk has; in those before they are null or left out. */
const chatEnd = chatCompletionSchema.shape.choices.element.shape;
const textEnd = textCompletionSchema.shape.choices.element.shape;

const chunkShape = {
  ...answerShape,
  usage: openAiUsageSchema
    .nullable()
    .optional()
    .meta({ description: "With `include_usage`, in a chunk of its own behind all choices; null before." }),
  alignment: searchReportSchema.optional().meta({ description: "In the chunk that ends the last choice." }),
};

export const chatChunkSchema = z.strictObject({
  ...chunkShape,
  object: z.literal("chat.completion.chunk"),
  metadata: chatCompletionSchema.shape.metadata,
  choices: z.array(
    z.strictObject({
      index: chatEnd.index,
      delta: chatEnd.message
        .partial()
        .meta({ description: "First the role, then text, in the end nothing." }),
      finish_reason: chatEnd.finish_reason.nullable(),
      logprobs: chatEnd.logprobs.meta({ description: "All of a choice's in its last chunk." }),
      alignment: chatEnd.alignment.optional(),
    }),
  ),
});

export const textChunkSchema = z.strictObject({
  ...chunkShape,
  object: z.literal("text_completion"),
  choices: z.array(
    z.strictObject({
      index: textEnd.index,
      text: textEnd.text,
      finish_reason: textEnd.finish_reason.nullable(),
      logprobs: textEnd.logprobs.meta({ description: "All of a choice's in its last chunk." }),
      alignment: textEnd.alignment.optional(),
    }),
  ),
});

export type ChatChunk = z.infer<typeof chatChunkSchema>;
export type TextChunk = z.infer<typeof textChunkSchema>;
