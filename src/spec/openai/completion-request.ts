/**
 * The body of `POST /v1/completions`, after OpenAI's API reference (openai 7.57.0).
 *
 * @module
 */
import { z } from "zod";
import { bestOfN } from "../../search/best-of-n.ts";
import { maxPromptLength } from "../message.ts";
import { alignRequestSchema } from "../request.ts";
import { text } from "../text.ts";
import { optional } from "./optional.ts";
import { maxTokensSchema, modelSchema, requireStream, sharedShape } from "./shared-fields.ts";

const promptSchema = text({ max: maxPromptLength });
const oneText = "must be one text: send a request for each";

/** Of an answer, unless the request says more, as OpenAI has it. */
export const openAiMaxTokens = 16;

export const completionRequestSchema = z
  .strictObject({
    model: modelSchema,
    prompt: z
      .union([promptSchema, z.array(promptSchema).min(1, oneText).max(1, oneText)])
      .meta({ description: "Raw text to continue: one string, or a list of one." }),
    ...sharedShape,
    max_tokens: optional(maxTokensSchema, `Most tokens of an answer; ${openAiMaxTokens} unless given.`),
    best_of: optional(
      bestOfN.schema.shape.n.unwrap(),
      "Draws so many, and returns the best `n` by the rewards, then by log-probability a token.",
    ),
    logprobs: optional(
      alignRequestSchema.shape.logprobs.unwrap(),
      "Tells the tokens' log-probabilities, and so many alternatives to each.",
    ),
    echo: optional(z.boolean(), "Repeats the prompt before the answer; not with `logprobs`."),
    suffix: optional(
      z.literal("", "the model only writes what comes next"),
      "Only empty: the model only writes what comes next.",
    ),
  })
  .refine(requireStream.isMet, requireStream.otherwise)
  .refine(({ echo, logprobs }) => !echo || logprobs === undefined, {
    message: "not with logprobs: those of the prompt are not told",
    path: ["echo"],
  })
  .refine(({ best_of, n = 1 }) => best_of === undefined || best_of >= n, {
    message: "must be at least n",
    path: ["best_of"],
  });

export type CompletionRequest = z.infer<typeof completionRequestSchema>;
