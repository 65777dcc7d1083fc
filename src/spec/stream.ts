/**
 * What is told of an alignment while it goes on: the events of `POST /v1/align` with `stream`.
 *
 * @module
 */
import { z } from "zod";
import { usageSchema } from "./budget.ts";
import { choiceSchema } from "./result.ts";
import { traceNodeSchema } from "./trace.ts";

const count = z.int().nonnegative();

export const progressEventSchema = z.strictObject({
  object: z.literal("alignment.progress"),
  usage: usageSchema.omit({ completion_tokens: true, total_tokens: true }).meta({
    description: "What was spent so far, counted as in the result.",
  }),
  spent: z.number().min(0).max(1).meta({
    description: "The share of the budget that is spent, of the limit that is nearest.",
  }),
  live_paths: count.meta({ description: "Unfinished paths that the search is working on." }),
  best_reward: z.number().min(0).max(1).nullable().meta({
    description: "Highest `reward.total` of a text scored so far; null where none has been.",
  }),
});

export const incumbentEventSchema = z.strictObject({
  object: z.literal("alignment.incumbent"),
  choice: choiceSchema.meta({ description: "The best answer so far: another may still take its place." }),
});

export const tokenEventSchema = z.strictObject({
  object: z.literal("alignment.token"),
  index: count.meta({ description: "Of the choice." }),
  text: z.string().min(1).meta({
    description:
      "Goes on where the choice's last event ended, and can no longer change: all of them together are the choice's `text`.",
  }),
  refused: z.literal(true).optional().meta({ description: "As in the choice." }),
});

export const treeEventSchema = z.strictObject({
  object: z.literal("alignment.tree"),
  nodes: z.array(traceNodeSchema).meta({
    description:
      "Nodes that are new or have changed since the last such event, a parent before its children. Only with `trace` `full`.",
  }),
});

export type ProgressEvent = z.infer<typeof progressEventSchema>;
export type IncumbentEvent = z.infer<typeof incumbentEventSchema>;
export type TokenEvent = z.infer<typeof tokenEventSchema>;
export type TreeEvent = z.infer<typeof treeEventSchema>;
/** An event on the way to the result; its SSE name is what stands after `alignment.` in its `object`. */
export type AlignEvent = ProgressEvent | IncumbentEvent | TokenEvent | TreeEvent;
