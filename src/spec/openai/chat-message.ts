/**
 * Messages as OpenAI's chat completions have them.
 *
 * @module
 */
import { z } from "zod";
import { maxPromptLength } from "../message.ts";
import { text } from "../text.ts";
import { idle, optional } from "./optional.ts";

const content = text({ max: maxPromptLength, allowEmpty: true });

const textPartSchema = z.strictObject({
  type: z.literal("text", "only text can be read here"),
  text: content,
});

const contentSchema = z.union([content, z.array(textPartSchema).min(1).max(100)]).meta({
  description: "What is said; of several parts, each begins a line.",
});

const named = { name: idle.absent("the model does not see names; put them into the content") };

const askingSchema = (role: "system" | "developer" | "user") =>
  z.strictObject({ role: z.literal(role), content: contentSchema, ...named });

/** As answers come back, too, so that they can be sent again as they are. */
const assistantSchema = z
  .strictObject({
    role: z.literal("assistant"),
    content: optional(contentSchema, "What was said."),
    refusal: optional(content, "What was said in place of an answer."),
    ...named,
    tool_calls: idle.none("tools are not served"),
    function_call: idle.absent("functions are not served"),
    audio: idle.absent("only text is written here"),
    annotations: idle.none("only text can be read here"),
  })
  .refine((message) => message.content !== undefined || message.refusal !== undefined, {
    message: "is required where there is no refusal",
    path: ["content"],
  });

export const chatMessageSchema = z.discriminatedUnion("role", [
  askingSchema("system"),
  askingSchema("developer"),
  askingSchema("user"),
  assistantSchema,
]);

export type ChatMessage = z.infer<typeof chatMessageSchema>;
