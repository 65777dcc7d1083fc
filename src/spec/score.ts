/**
 * What given texts are worth: the body of `POST /v1/score`, and its answer.
 *
 * @module
 */
import { z } from "zod";
import { budgetSchema, usageSchema } from "./budget.ts";
import { checkPrompt } from "./check-prompt.ts";
import { maxPromptLength } from "./message.ts";
import { alignRequestSchema } from "./request.ts";
import { combinedScoreSchema } from "./result.ts";
import { text } from "./text.ts";

const { prompt, messages, instruct, rewards, combine, budget } = alignRequestSchema.shape;

export const scoreRequestSchema = z
  .strictObject({
    model: z.string().max(200).optional().meta({
      description: "The model served here; those behind other APIs do not tell how likely a text is.",
    }),
    prompt,
    messages,
    instruct,
    texts: z
      .array(text({ max: maxPromptLength, allowEmpty: true }))
      .min(1)
      .max(64)
      .meta({ description: "Answers to the prompt, each as a whole." }),
    rewards,
    combine,
    budget,
  })
  .superRefine(checkPrompt);

export const scoredTextSchema = z.strictObject({
  index: z.int().nonnegative().meta({ description: "Of the text, in the order in which they were sent." }),
  logprob: z.number().max(0).meta({
    description:
      "Log-probability of its tokens and of the end behind them, in nats, as of a choice that ended so.",
  }),
  open_logprob: z.number().max(0).meta({
    description: "Of its tokens alone, in nats, as of a choice that was cut off there.",
  }),
  tokens: z.int().nonnegative().meta({ description: "Its tokens, the end token not counted." }),
  reward: combinedScoreSchema,
});

export const scoresSchema = z.strictObject({
  id: z.string(),
  object: z.literal("scores"),
  created: z.int().meta({ description: "Seconds since 1970-01-01 UTC." }),
  model: z.string(),
  data: z.array(scoredTextSchema).min(1),
  usage: usageSchema,
  budget: z.strictObject({ limits: budgetSchema }),
});

export type ScoreRequest = z.infer<typeof scoreRequestSchema>;
export type ScoredText = z.infer<typeof scoredTextSchema>;
export type Scores = z.infer<typeof scoresSchema>;
