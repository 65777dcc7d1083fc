/**
 * What an alignment returns.
 *
 * @module
 */
import { z } from "zod";
import { budgetDimensionSchema, budgetSchema, usageSchema } from "./budget.ts";
import { diagnosisSchema } from "./diagnosis.ts";
import { finishReasonSchema, stopReasonSchema } from "./ending.ts";
import { messageSchema } from "./message.ts";
import { enforceSchema } from "./reward-fields.ts";
import { tokenLogprobSchema } from "./token-logprob.ts";
import { traceSchema } from "./trace.ts";

export const scoreSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  enforce: enforceSchema,
  value: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: "How well the text does; 1 exactly where it is satisfied." }),
  measure: z.number().nullable().meta({
    description:
      "What was measured, in the reward's own unit (words, a grade); null where it measures nothing.",
  }),
  satisfied: z.boolean(),
  explain: z.string().meta({ description: "The value in words." }),
  auxiliary: z
    .literal(true)
    .optional()
    .meta({ description: "It guided the search, and counts nowhere else." }),
  audit: z.literal(true).optional().meta({ description: "The search did not see it." }),
});

/**
 * Movement in the space of measures, after Chang et al. 2025, *A Course Correction in Steerability
 * Evaluation*, arXiv:2505.23816; miscalibration keeps its sign here.
 */
export const goalReportSchema = z.strictObject({
  distance: z
    .number()
    .nonnegative()
    .meta({ description: "From the targets: root mean square over the rewards, each in its scale." }),
  miscalibration: z.number().nullable().meta({
    description:
      "How far the answer went beyond the targets (above 0) or fell short of them (below 0), on the straight way from the model's own greedy answer, as a share of that way; null where the greedy answer is on target.",
  }),
  side_effects: z.number().min(0).max(1).meta({
    description: "The share of the movement away from the greedy answer that went aside from that way.",
  }),
});

export const auditReportSchema = z.strictObject({
  optimised: z.number().min(0).max(1).meta({
    description: "Mean value, by weight, of the rewards that rank answers; 1 where there are none.",
  }),
  audited: z.number().min(0).max(1).meta({ description: "Mean value, by weight, of the audits." }),
  gap: z
    .number()
    .min(-1)
    .max(1)
    .meta({ description: "The first less the second: what was gained on paper only." }),
});

export const combinedScoreSchema = z.strictObject({
  total: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: "The values as one, as `combine` has it; auxiliary rewards and audits aside." }),
  satisfied: z.boolean().meta({
    description: "Whether every hard reward holds; not where the search was stopped before a first token.",
  }),
  scores: z.array(scoreSchema),
  goal: goalReportSchema.optional().meta({ description: "With `combine.mode` `goal`." }),
  audit: auditReportSchema.optional().meta({ description: "Where there are audits." }),
});

export const choiceSchema = z.strictObject({
  index: z.int().nonnegative(),
  text: z.string(),
  message: messageSchema.extend({ role: z.literal("assistant"), content: z.string() }),
  finish_reason: finishReasonSchema.meta({
    description:
      "`stop`: the model, a stop string or a reward ended the answer; `length`: it was cut off, by `max_tokens`, by a limit of the budget, or where no token was allowed to follow; what broke off in mid-sentence may have been trimmed then.",
  }),
  logprob: z.number().max(0).nullable().meta({
    description:
      "Log-probability of the answer's tokens and its end token, in nats, behind `logit_bias`; null for a text that the model did not write, and where an upstream does not tell.",
  }),
  logprobs: z.array(tokenLogprobSchema).optional().meta({
    description:
      "The tokens of the text, where the request wants to know; those of a stop string and the end token are not among them. Left out for a text that the model did not write.",
  }),
  tokens: z.int().nonnegative().meta({
    description:
      "Tokens of the answer, those of a stop string included, the end token not. An upstream counts as it likes, most of them the end token, too; a text of your own it has not counted, which is 0 then.",
  }),
  refused: z
    .literal(true)
    .optional()
    .meta({ description: "The answer is the refusal of a hard `safety` reward, which saw harm." }),
  reward: combinedScoreSchema,
});

export const alignmentSchema = z.strictObject({
  id: z.string(),
  object: z.literal("alignment"),
  created: z.int().meta({ description: "Seconds since 1970-01-01 UTC." }),
  model: z.string(),
  seed: z.int().nonnegative().meta({ description: "Repeats this answer, where no time limit cut it short." }),
  choices: z.array(choiceSchema).min(1),
  usage: usageSchema,
  budget: z.strictObject({
    limits: budgetSchema,
    stop_reason: stopReasonSchema,
    exhausted_by: budgetDimensionSchema.nullable(),
  }),
  diagnosis: z.array(diagnosisSchema).optional().meta({
    description:
      "Why the first choice does not meet what was asked of it: an entry for each reward below 1 that has a say in what is best (not auxiliary, no audit), and for every one of them where no answer was begun. Left out where nothing is missing. Where a text of your own took its place, it is about the best answer that was found.",
  }),
  trace: traceSchema
    .optional()
    .meta({ description: "How the search went, where the request wants to know." }),
});

export type Score = z.infer<typeof scoreSchema>;
export type CombinedScore = z.infer<typeof combinedScoreSchema>;
export type GoalReport = z.infer<typeof goalReportSchema>;
export type AuditReport = z.infer<typeof auditReportSchema>;
export type Choice = z.infer<typeof choiceSchema>;
export type Alignment = z.infer<typeof alignmentSchema>;
