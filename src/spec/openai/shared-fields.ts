/**
 * Fields that OpenAI's chat completions and completions share.
 *
 * @module
 */
import { z } from "zod";
import { samplingShape } from "../../decode/sampling.ts";
import { searchSpecSchema } from "../../search/registry.ts";
import { alignRequestSchema, steeringShape } from "../request.ts";
import { text } from "../text.ts";
import { idle, optional } from "./optional.ts";

const { n, seed, stop, max_tokens, logit_bias } = alignRequestSchema.shape;

/** Longest of a label, which does nothing here. */
const mostLabel = 512;
const label = (description: string) => optional(text({ max: mostLabel, allowEmpty: true }), description);

/** As OpenAI has it. */
const metadataCaps = { pairs: 16, key: 64, value: 512 };

const metadataSchema = z
  .record(z.string(), z.string().max(metadataCaps.value))
  .refine((pairs) => Object.keys(pairs).length <= metadataCaps.pairs, `at most ${metadataCaps.pairs} pairs`)
  .refine(
    (pairs) => Object.keys(pairs).every((key) => key.length <= metadataCaps.key),
    `names of at most ${metadataCaps.key} characters`,
  );

const coldest = samplingShape.temperature.unwrap().minValue ?? 0;

export const alignmentFieldSchema = z.strictObject({
  ...steeringShape,
  search: searchSpecSchema.optional().meta({
    description: "How to search. Unless given, it follows from the rest of the request.",
  }),
});

export const maxTokensSchema = max_tokens.unwrap();

export const modelSchema = text({ max: 200 }).meta({ description: "As listed by `GET /v1/models`." });

/** Where an alignment has the same, by its schema. */
export const sharedShape = {
  n: optional(n.unwrap(), "How many answers; 1 unless given."),
  stop: optional(
    z.union([stop.unwrap().element, stop.unwrap()]),
    "Texts that end an answer where they would stand; they are not part of it.",
  ),
  seed: optional(seed.unwrap(), "Repeats an answer; drawn at random unless given."),
  temperature: optional(
    z
      .number()
      .min(0)
      .max(2)
      .refine((value) => value === 0 || value >= coldest, `must be 0, or at least ${coldest}`),
    `0 for no randomness; otherwise at least ${coldest}.`,
  ),
  top_p: optional(
    samplingShape.top_p.unwrap(),
    "Draws from the fewest most probable tokens whose probabilities reach this sum; 1 unless given.",
  ),
  logit_bias: optional(logit_bias.unwrap(), "Of tokens of this very model, what is added to their logits."),
  alignment: optional(
    alignmentFieldSchema,
    "What the answer must and should be, and how it is searched for: the fields of `POST /v1/align`.",
  ),
  user: label("Does nothing here."),
  frequency_penalty: idle.zero(
    "penalties are not served; alignment.rewards has `repetition` and `diversity`",
  ),
  presence_penalty: idle.zero("penalties are not served; alignment.rewards has `repetition` and `diversity`"),
  stream: optional(z.boolean(), "Whether the answer comes in chunks, as soon as it is sure."),
  stream_options: optional(
    z.strictObject({
      include_usage: optional(z.boolean(), "Whether a last chunk tells the usage."),
      include_obfuscation: idle.no("nothing is added to chunks"),
    }),
    "Only with `stream`.",
  ),
};

/** Options of a stream are for streams. */
export const requireStream = {
  isMet: ({ stream, stream_options }: { stream?: boolean | undefined; stream_options?: unknown }) =>
    stream_options === undefined || stream === true,
  otherwise: { message: "only with stream: true", path: ["stream_options"] },
};

export const labelFields = {
  metadata: optional(
    metadataSchema,
    `Up to ${metadataCaps.pairs} pairs of strings, which come back with the answer.`,
  ),
  safety_identifier: label("Does nothing here."),
  prompt_cache_key: label("Does nothing here: prompts that begin alike are recognised anyway."),
};
