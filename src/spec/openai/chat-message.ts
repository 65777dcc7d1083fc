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

/** Only an assistant's messages have any. */
const refusalPartSchema = z
  .strictObject({ type: z.literal("refusal"), refusal: content })
  .transform(({ refusal }) => ({ type: "text" as const, text: refusal }));

const said = { description: "What is said; of several parts, each begins a line." };
const contentSchema = z.union([content, z.array(textPartSchema).min(1).max(100)]).meta(said);
const answerSchema = z
  .union([
    content,
    z
      .array(z.discriminatedUnion("type", [textPartSchema, refusalPartSchema]))
      .min(1)
      .max(100),
  ])
  .meta(said);

const named = { name: idle.absent("the model does not see names; put them into the content") };

const askingSchema = (role: "system" | "developer" | "user") =>
  z.strictObject({ role: z.literal(role), content: contentSchema, ...named });

/** As answers come back, too, so that they can be sent again as they are. */
const assistantSchema = z
  .strictObject({
    role: z.literal("assistant"),
    content: optional(answerSchema, "What was said."),
    refusal: optional(content, "What was said in place of an answer."),
    ...named,
    tool_calls: idle.none("tools are not served"),
    function_call: idle.absent("functions are not served"),
    audio: idle.absent("only text is written here"),
    parsed: z
      .unknown()
      .optional()
      .meta({ description: "What OpenAI's client has made of the content; not read." }),
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
