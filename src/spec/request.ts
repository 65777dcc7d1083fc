/**
 * What a client asks for: the body of `POST /v1/align` and the argument of `align`.
 *
 * @module
 */
import { z } from "zod";
import { profileNames, profiles } from "../reward/profiles.ts";
import { rewardSpecSchema } from "../reward/registry.ts";
import { searchSpecSchema } from "../search/registry.ts";
import { budgetSchema } from "./budget.ts";
import { checkPrompt } from "./check-prompt.ts";
import { combineSchema, mostRewards } from "./combine.ts";
import { maxPromptLength, messageSchema, mostMessages } from "./message.ts";
import { text } from "./text.ts";
import { traceLevelSchema } from "./trace.ts";

export const onUnsatisfiedSchema = z
  .union([
    z.enum(["best", "error"]),
    z.strictObject({
      text: text({ max: 4096, allowEmpty: true }).meta({
        description: "The text to return; its `logprob` is null.",
      }),
    }),
  ])
  .meta({
    description:
      "Where no answer satisfies every hard reward: return the `best` one, answer with an `error` (422), or return a text of your own, as the only choice.",
  });

/** What is wanted of answers, how they are searched for, and what is told of that. */
export const steeringShape = {
  instruct: z.boolean().default(false).meta({
    description:
      "Adds to the last message of the user the sentences in which rewards ask for what they want (`instruction` in `GET /v1/rewards`), one a line; audits ask for nothing. Only with `messages`.",
  }),
  rewards: z.array(rewardSpecSchema).max(mostRewards).default([]).meta({
    description: "What the answer must and should be.",
  }),
  profile: z
    .enum(profileNames)
    .optional()
    .meta({
      description: `Rewards that are often wanted together, beside those given: ${Object.entries(profiles)
        .map(([name, { description }]) => `\`${name}\`: ${description.replace(/\.$/u, "")}`)
        .join("; ")}.`,
    }),
  combine: combineSchema
    .default({ mode: "gated" })
    .meta({ description: "How the rewards' values become one." }),
  on_unsatisfied: onUnsatisfiedSchema.default("best"),
  search: searchSpecSchema.prefault({ strategy: "auto" }).meta({ description: "How to search." }),
  budget: budgetSchema.prefault({}).meta({ description: "What the answer may cost." }),
  trace: traceLevelSchema.default("none").meta({
    description:
      "Whether the answer tells how the search went: its steps with a `summary`, the tree that it grew, too, with `full`. It changes neither the answer nor its price.",
  }),
};

/** Most tokens that are biased. */
const mostBiased = 1024;

export const alignRequestSchema = z
  .strictObject({
    model: z.string().max(200).optional().meta({
      description:
        "The default model unless given. One that stands behind another API (`kind` in `GET /v1/models`) is searched over texts: see [below](#models-behind-other-apis).",
    }),
    prompt: text({ max: maxPromptLength }).optional().meta({
      description: "Raw text to continue, without the chat template.",
    }),
    messages: z
      .array(messageSchema)
      .min(1)
      .max(mostMessages)
      .optional()
      .meta({ description: "A conversation to answer." }),
    ...steeringShape,
    max_tokens: z.int().min(1).max(4096).optional().meta({
      description: "Most tokens of an answer; 128 unless given, or less where the context ends before.",
    }),
    stop: z
      .array(text({ max: 100, allowEmpty: true }).min(1))
      .max(16)
      .default([])
      .meta({
        description: "Texts that end an answer where they would stand; they are not part of it.",
      }),
    logit_bias: z
      .record(z.string(), z.number().min(-100).max(100))
      .refine((bias) => Object.keys(bias).length <= mostBiased, `at most ${mostBiased} tokens`)
      .default({})
      .meta({
        description:
          "Of tokens, by their ids, what is added to their logits before anything else looks at them, for every strategy. What a hard reward needs is written all the same.",
      }),
    logprobs: z.int().min(0).max(20).optional().meta({
      description:
        "Also tells, for each token of the answers, its log-probability, and so many of the most probable tokens at its place.",
    }),
    seed: z.int().min(0).max(0xffff_ffff).optional().meta({ description: "Drawn at random unless given." }),
    n: z.int().min(1).max(16).default(1).meta({
      description:
        "How many answers to return, best first; more than one with `sample`, and as many as `best_of_n`, `prune`, `beam`, `banked` and `best_first` find.",
    }),
    stream: z.boolean().default(false).meta({
      description: "Whether to send events while the search goes on: see [Streaming](#streaming).",
    }),
  })
  .superRefine(checkPrompt);

export type AlignRequest = z.infer<typeof alignRequestSchema>;
