/**
 * The body of `POST /v1/chat/completions`, after OpenAI's API reference (openai 7.57.0).
 *
 * @module
 */
import { z } from "zod";
import { jsonSchema } from "../../reward/json-schema.ts";
import { mostMessages } from "../message.ts";
import { alignRequestSchema } from "../request.ts";
import { chatMessageSchema } from "./chat-message.ts";
import { idle, optional } from "./optional.ts";
import { labelFields, maxTokensSchema, modelSchema, requireStream, sharedShape } from "./shared-fields.ts";

export const responseFormatSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: z
        .string()
        .regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, underscores and dashes")
        .meta({ description: "Does nothing here." }),
      description: optional(z.string().max(4096), "Does nothing here: the model does not read it."),
      schema: jsonSchema.schema.shape.schema,
      strict: optional(z.boolean(), "The schema holds, whether strict or not."),
    }),
  }),
]);

const { logprobs } = alignRequestSchema.shape;
const noTools = "tools are not served; response_format gives JSON of any shape";

export const chatRequestSchema = z
  .strictObject({
    model: modelSchema,
    messages: z
      .array(chatMessageSchema)
      .min(1)
      .max(mostMessages)
      .meta({ description: "A conversation to answer." }),
    ...sharedShape,
    ...labelFields,
    max_completion_tokens: optional(maxTokensSchema, "Most tokens of an answer; 128 unless given."),
    max_tokens: optional(maxTokensSchema, "The same, by its old name."),
    response_format: optional(
      responseFormatSchema,
      "`json_object` and `json_schema` hold by construction, at every token, of the model served here.",
    ),
    logprobs: optional(z.boolean(), "Whether the tokens' log-probabilities are told."),
    top_logprobs: optional(logprobs.unwrap(), "How many alternatives to each token; only with `logprobs`."),
    store: idle.no("nothing is stored"),
    modalities: optional(
      z.array(z.literal("text", "only text is written here")).min(1).max(1),
      "Only `text`.",
    ),
    tools: idle.none(noTools),
    tool_choice: idle.only(["none", "auto"], noTools),
    parallel_tool_calls: optional(z.boolean(), "Does nothing without tools."),
    functions: idle.none(noTools),
    function_call: idle.only(["none", "auto"], noTools),
    service_tier: idle.only(["auto", "default"], "there is one tier"),
    reasoning_effort: idle.only(["none"], "the model does not reason apart from its answer"),
    verbosity: idle.only(["medium"], "alignment.rewards has `length`"),
    audio: idle.absent("only text is written here"),
    prediction: idle.absent("predicted outputs are not used"),
    web_search_options: idle.absent("the model has no tools"),
    moderation: idle.absent("alignment.rewards has `safety`"),
    prompt_cache_retention: idle.absent("how long prompts are kept is up to the server"),
  })
  .refine(requireStream.isMet, requireStream.otherwise)
  .refine(({ top_logprobs, logprobs }) => top_logprobs === undefined || logprobs === true, {
    message: "only with logprobs: true",
    path: ["top_logprobs"],
  })
  .refine(
    ({ max_tokens, max_completion_tokens }) =>
      max_tokens === undefined || max_completion_tokens === undefined || max_tokens === max_completion_tokens,
    { message: "says something else than max_completion_tokens", path: ["max_tokens"] },
  );

export type ChatRequest = z.infer<typeof chatRequestSchema>;
export type ResponseFormat = z.infer<typeof responseFormatSchema>;
