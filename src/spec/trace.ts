/**
 * How a search went: its steps, and the tree that it grew.
 *
 * @module
 */
import { z } from "zod";
import { budgetDimensionSchema } from "./budget.ts";
import { finishReasonSchema, stopReasonSchema } from "./ending.ts";

/** Most steps that are listed. */
export const mostSteps = 500;
/** Most nodes that are listed, unless the answers that are returned alone have more. */
export const mostNodes = 2000;
/** Most of a node's text, in UTF-16 code units. */
export const mostNodeText = 400;

export const traceLevelSchema = z.enum(["none", "summary", "full"]);

export const originSchema = z.enum(["prompt", "model", "proposal", "spelling"]);

export const dropReasonSchema = z.enum(["ruled_out", "outscored", "duplicate", "dead_end", "not_kept"]);

const count = z.int().nonnegative();

const totalsSchema = z.strictObject({
  nodes: count.meta({ description: "Nodes that the tree ever had; the prompt's last token is the first." }),
  computed: count.meta({ description: "Those of them that the model computed." }),
  dropped: count.meta({
    description: "Those of them that left the tree before the end, as finished samples do, too.",
  }),
  ruled_out: count.meta({
    description: "Times a token of the model's was passed over because a hard reward does not allow it.",
  }),
  deepest: count.meta({ description: "Most tokens of a path." }),
  finished: count.meta({ description: "Answers that the strategy came to." }),
  stop_reason: stopReasonSchema.meta({ description: "As in `budget`." }),
  exhausted_by: budgetDimensionSchema.nullable().meta({ description: "As in `budget`." }),
});

const stepSchema = z.strictObject({
  step: count.min(1).meta({ description: "Its number, from 1; the first steps compute the prompt." }),
  rows: count.meta({ description: "Token positions that it computed." }),
  forward_tokens: count.meta({
    description: "Token positions so far, its own included; after the last step, `usage.forward_tokens`.",
  }),
  live_paths: count.meta({ description: "Unfinished paths that the search was working on." }),
  best_reward: z.number().min(0).max(1).nullable().meta({
    description: "Highest `reward.total` of a text scored before; null where none had been.",
  }),
});

export const traceNodeSchema = z.strictObject({
  id: count.meta({ description: "In the order in which nodes were made, from 0, the root." }),
  parent: count.nullable().meta({ description: "The `id` of its parent, which is listed before it." }),
  text: z.string().max(mostNodeText).meta({
    description:
      "What its token added to the text; empty for an end token, and for the first bytes of a character, which stands with its last.",
  }),
  depth: count.meta({ description: "Tokens from the prompt; 0 for the root, the prompt's last token." }),
  logprob: z.number().max(0).meta({ description: "Log-probability of its token, in nats." }),
  path_logprob: z.number().max(0).meta({ description: "The sum of these along its path." }),
  origin: originSchema.meta({
    description:
      "Whose idea its token was: the model's own, a reward's proposal, or another `spelling` of what the model would have said.",
  }),
  credit: z.number().nonnegative().meta({
    description: "What another spelling is credited with beside its log-probability, in nats.",
  }),
  value: z.number().nonnegative().nullable().meta({
    description:
      "What the path has reached by the rewards that speak about unfinished texts, each in units of their mean weight, so from 0 to their number; null where the search did not ask.",
  }),
  reward: z.number().min(0).max(1).nullable().meta({
    description: "`reward.total` of the path's text; null where it was not scored.",
  }),
  finish: finishReasonSchema.nullable().meta({
    description: "Why the path ends here; null where it could go on.",
  }),
  rows: count.meta({
    description:
      "Rows that it took: 0 where it was never computed, above 1 where it was needed again after what may follow it had been forgotten. With those of the prompt before the root they add up to `usage.forward_tokens`, where no node is missing.",
  }),
  step: count.nullable().meta({ description: "The step that computed it first." }),
  state: z.enum(["returned", "finished", "open", "dropped"]).meta({
    description:
      "`returned`: on the way to an answer that is returned; `finished`: to another that the strategy came to; `open`: neither, and in the tree to the end; `dropped`: the search went on without it.",
  }),
  why: dropReasonSchema.nullable().meta({
    description:
      "Why it was dropped: a hard reward does not allow its token (`ruled_out`), others stood above it (`outscored`), another path says the same (`duplicate`), it led nowhere (`dead_end`), or the search went on elsewhere (`not_kept`).",
  }),
});

const treeSchema = z.strictObject({
  nodes: z.array(traceNodeSchema).meta({
    description: `Parents before children; after each node at most a few of the tokens that were ruled out. The ways to the answers that are returned are complete; with the others there are up to ${mostNodes}: first those that took a row, then the first candidates of each node.`,
  }),
  truncated: count.meta({ description: "Nodes that are not listed." }),
  returned: z.array(count).meta({
    description:
      "For each choice the `id` of the node at which it ends; none for a text of your own. The texts from the root to there make the choice's text, up to a stop string, and but for a character that is cut off at its end.",
  }),
});

export const traceSchema = z.strictObject({
  totals: totalsSchema,
  steps: z
    .array(stepSchema)
    .max(mostSteps)
    .meta({ description: "In order; of very many, those in the middle are thinned out." }),
  steps_left_out: count.meta({ description: "Steps that are not listed." }),
  tree: treeSchema.optional().meta({ description: "With `full`: the nodes of the search." }),
});

export type TraceLevel = z.infer<typeof traceLevelSchema>;
export type Origin = z.infer<typeof originSchema>;
export type DropReason = z.infer<typeof dropReasonSchema>;
export type TraceStep = z.infer<typeof stepSchema>;
export type TraceNode = z.infer<typeof traceNodeSchema>;
export type TraceTotals = z.infer<typeof totalsSchema>;
export type TraceTree = z.infer<typeof treeSchema>;
export type Trace = z.infer<typeof traceSchema>;
