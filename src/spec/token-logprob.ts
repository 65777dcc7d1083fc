/**
 * Tokens of an answer with their log-probabilities.
 *
 * @module
 */
import { z } from "zod";

const tokenSchema = z.strictObject({
  id: z.int().nonnegative(),
  token: z.string().meta({
    description:
      "Its text; of a token that holds a part of a character only, `bytes:` and its bytes, `\\xe2\\x80`.",
  }),
  bytes: z.array(z.int().min(0).max(255)).meta({ description: "Its UTF-8." }),
  logprob: z.number().max(0).meta({
    description:
      "Its log-probability in nats, as the model has it: among all tokens, before `logit_bias`, at temperature 1.",
  }),
});

export const tokenLogprobSchema = tokenSchema.extend({
  top_logprobs: z.array(tokenSchema).meta({
    description: "The most probable tokens at its place, most probable first, its own perhaps among them.",
  }),
});

export type TokenLogprob = z.infer<typeof tokenLogprobSchema>;
