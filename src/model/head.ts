/**
 * A reward head: a linear reading of the model's own states, which costs a dot product a token and no step (design.md,
 * *Heads*). Its file is the only definition of what it says.
 *
 * @module
 */
import { z } from "zod";

const share = z.number().min(0).max(1);

export const headSchema = z.strictObject({
  format: z.literal("tiller-head/1"),
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** The package whose states it was trained on; those of another mean something else. */
  model: z.string().min(1),
  description: z.string().min(1),
  /** What it is a reading of: the tokens of an answer, or of a prompt. */
  reads: z.enum(["answer", "prompt"]),
  /** Whether an answer that is fine reads low or high. */
  wanted: z.enum(["low", "high"]),
  /** Whether its figures are too weak to rely on. */
  beta: z.boolean(),
  /** The layer whose normed input it reads. */
  tap: z.int().nonnegative(),
  /** For the running mean of the states [hidden], the scale of the training data folded in. */
  weights: z.array(z.number()).min(1),
  bias: z.number(),
  training: z.strictObject({
    data: z.string().min(1),
    license: z.string().min(1),
    examples: z.int().positive(),
    recipe: z.string().min(1),
  }),
  /** On folds of prompts that it was not trained on, by what was measured. */
  figures: z.record(z.string(), share),
});

/**
 * Tokens of a prompt that a head reads together: it learns from the last ones, and is asked about all of them, part by
 * part. Measured out of fold on HarmfulQ and XSTest at 5 % false alarms, so few find more than the whole prompt does
 * (.93 against .91 and .51 against .43 of the harmful ones) and still see what a long harmless end would hide.
 */
export const promptPart = 16;

export type Head = z.infer<typeof headSchema>;

/**
 * The probability that a text is what the head looks for.
 *
 * @param sum - of its readings over the tokens
 * @param tokens - at least 1
 */
export function headProbability(head: Pick<Head, "bias">, sum: number, tokens: number): number {
  return probabilityOf(sum / tokens + head.bias);
}

/** The probability that log-odds stand for. */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
