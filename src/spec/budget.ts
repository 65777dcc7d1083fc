/**
 * What an answer may cost and what it did cost.
 *
 * @module
 */
import { z } from "zod";

const limit = (options: { max: number; default: number; description: string }) =>
  z.int().min(1).max(options.max).default(options.default).meta({ description: options.description });

/** Hard limits. Each is asked before the work it counts, so none is exceeded. */
export const budgetSchema = z.strictObject({
  forward_tokens: limit({
    max: 100_000,
    default: 4096,
    description: "Token positions the model may compute, prompt included.",
  }),
  reward_calls: limit({
    max: 100_000,
    default: 2000,
    description: "Times a reward may be asked to score a text.",
  }),
  steps: limit({
    max: 20_000,
    default: 2000,
    description: "Calls of the model, each on a batch of token positions.",
  }),
  time_ms: limit({
    max: 600_000,
    default: 60_000,
    description:
      "Milliseconds from the start of the work. No step starts that, going by the slowest of its size so far, would end later.",
  }),
});

export type Budget = z.infer<typeof budgetSchema>;

/** A limit that can be reached. */
export const budgetDimensionSchema = budgetSchema.keyof();

export type BudgetDimension = z.infer<typeof budgetDimensionSchema>;

const count = z.int().nonnegative();

export const usageSchema = z.strictObject({
  prompt_tokens: count.meta({ description: "Tokens of the prompt." }),
  completion_tokens: count.meta({ description: "Tokens of the answers that are returned." }),
  total_tokens: count.meta({ description: "Both together." }),
  forward_tokens: count.meta({
    description:
      "Token positions the model computed, those of dropped candidates and of the prompt included.",
  }),
  reward_calls: count.meta({ description: "Texts scored, once for each reward." }),
  prefix_checks: count.meta({
    description:
      "Times a reward followed a text that was still growing by a token: cheap, so the budget does not limit them.",
  }),
  steps: count.meta({
    description:
      "Calls of the model. Those that cached tokens would have taken count against the budget, but not here.",
  }),
  cached_tokens: count.meta({
    description:
      "Prompt tokens that did not have to be computed, because they had been for another request. They count against the budget as if they had been, so that an answer does not depend on what others have asked.",
  }),
  elapsed_ms: z.number().nonnegative().meta({ description: "Milliseconds from the start of the work." }),
});

export type Usage = z.infer<typeof usageSchema>;
