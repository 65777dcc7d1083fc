/**
 * Messages of a conversation.
 *
 * @module
 */
import { z } from "zod";
import { text } from "./text.ts";

/** Longest prompt in UTF-16 code units; the model's context is checked in tokens later. */
export const maxPromptLength = 32_768;

/** Most messages of a conversation. */
export const mostMessages = 100;

export const messageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]).meta({ description: "Who says it." }),
  content: text({ max: maxPromptLength, allowEmpty: true }).meta({ description: "What is said." }),
});

export type Message = z.infer<typeof messageSchema>;
