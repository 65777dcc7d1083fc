/**
 * What a text is to the model: the body of `POST /v1/tokenize`, and its answer.
 *
 * @module
 */
import { z } from "zod";
import { maxPromptLength, messageSchema, mostMessages } from "./message.ts";
import { text } from "./text.ts";

export const tokenizeRequestSchema = z
  .strictObject({
    model: z.string().max(200).optional().meta({
      description: "The model served here; of those behind other APIs the tokens are not known.",
    }),
    text: text({ max: maxPromptLength, allowEmpty: true }).optional().meta({
      description: "A text as it is: no token is added to it.",
    }),
    messages: z.array(messageSchema).min(1).max(mostMessages).optional().meta({
      description: "A conversation, as the model's chat template asks for the answer to it.",
    }),
  })
  .refine(({ text, messages }) => (text === undefined) !== (messages === undefined), {
    message: "needs either text or messages",
    path: ["text"],
  })
  .refine(
    ({ messages = [] }) => messages.reduce((sum, { content }) => sum + content.length, 0) <= maxPromptLength,
    { message: `may have ${maxPromptLength} characters in all`, path: ["messages"] },
  );

export const tokensSchema = z.strictObject({
  object: z.literal("tokens"),
  model: z.string(),
  count: z.int().nonnegative().meta({ description: "As `usage.prompt_tokens` has it." }),
  tokens: z.array(z.int().nonnegative()).meta({ description: "The tokens' ids." }),
  pieces: z.array(z.string()).meta({
    description:
      "What each adds to the text: together they are the text. The first bytes of a character stand with its last; a marker of the template is written out.",
  }),
});

export type TokenizeRequest = z.infer<typeof tokenizeRequestSchema>;
export type Tokens = z.infer<typeof tokensSchema>;
