/**
 * One strategy's answer to one item, as it stands in the file of results.
 *
 * @module
 */
import { z } from "zod";
import { stopReasonSchema } from "../src/spec/ending.ts";

const count = z.int().nonnegative();

export const recordSchema = z.object({
  /** Same model, request and strategy: same key. */
  key: z.string(),
  index: count,
  strategy: z.string(),
  item: z.unknown(),
  text: z.string(),
  measures: z.record(z.string(), z.number()),
  /** Nats a token, the end token counted. */
  log_probability_per_token: z.number(),
  looping: z.boolean(),
  tokens: count,
  finish_reason: z.string(),
  stop_reason: stopReasonSchema,
  prompt_tokens: count,
  /** Prompt included. */
  forward_tokens: count,
  reward_calls: count,
  steps: count,
  seconds: z.number(),
  reward: z.number(),
});

export type EvaluationRecord = z.infer<typeof recordSchema>;
