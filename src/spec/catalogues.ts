/**
 * What can be asked for: models, rewards and strategies, as their lists have them.
 *
 * @module
 */
import { z } from "zod";

const count = z.int().nonnegative();

/** A list as OpenAI's clients read it. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ object: z.literal("list"), data: z.array(item) });
}

const jsonSchemaSchema = z.looseObject({}).meta({ description: "JSON Schema (2020-12)." });

const headEntrySchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  reads: z.enum(["answer", "prompt"]).meta({ description: "The tokens that it is a reading of." }),
  wanted: z.enum(["low", "high"]).meta({ description: "Whether an answer that is fine reads low or high." }),
  beta: z.boolean().meta({ description: "Whether its figures are too weak to rely on." }),
  figures: z.record(z.string(), z.number()).meta({ description: "What was measured of it." }),
});

export const modelSchema = z.strictObject({
  id: z.string().meta({ description: "What requests name as `model`." }),
  object: z.literal("model"),
  created: count.meta({ description: "Always 0: packages carry no date." }),
  owned_by: z.enum(["tiller", "upstream"]),
  context: count.optional().meta({ description: "Most tokens of a prompt and its answer." }),
  chat: z.boolean().optional().meta({ description: "Whether it takes `messages`." }),
  license: z.string().optional(),
  precision: z.string().optional(),
  layers: count.optional(),
  source: z.string().optional().meta({ description: "What the package was converted from." }),
  heads: z.array(headEntrySchema).optional().meta({ description: "For rewards that read its states." }),
  kind: z.string().optional().meta({ description: "Of one behind another API: which API." }),
  logprobs: z
    .boolean()
    .optional()
    .meta({ description: "Of such a one: whether its log-probabilities are known." }),
  strategies: z.array(z.string()).optional().meta({
    description: "Of such a one: the strategies that it can be searched with.",
  }),
});

export const rewardEntrySchema = z.strictObject({
  id: z.string().meta({ description: "What requests name as `type`." }),
  object: z.literal("reward"),
  description: z.string(),
  schema: jsonSchemaSchema,
  example: z.looseObject({}),
  capabilities: z.strictObject({
    guides: z.array(z.enum(["prefix", "bound", "propose", "may_end"])),
    constructive: z.boolean(),
    needs_greedy: z.boolean(),
    needs_decisions: z.boolean(),
    reads_heads: z.boolean(),
  }),
  cost: z.string().meta({ description: "What a judgement costs, in words." }),
  instruction: z.string().nullable().meta({
    description: "The sentence that would ask the model for the example; null where words would not help.",
  }),
});

export const strategyEntrySchema = z.strictObject({
  id: z.string().meta({ description: "What requests name as `search.strategy`." }),
  object: z.literal("strategy"),
  description: z.string().meta({ description: "What it does." }),
  use: z.string().meta({ description: "When to use it." }),
  sources: z.array(z.url()).meta({ description: "The papers that it is from." }),
  schema: jsonSchemaSchema,
  upstream: z.boolean().meta({ description: "Whether it also works with models behind other APIs." }),
});

export type ModelEntry = z.infer<typeof modelSchema>;
export type RewardEntry = z.infer<typeof rewardEntrySchema>;
export type StrategyEntry = z.infer<typeof strategyEntrySchema>;
