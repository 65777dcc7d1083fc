/**
 * How the values of a request's rewards become one: the modes and what each lets a client say.
 *
 * @module
 */
import { z } from "zod";
import { text } from "./text.ts";

/** Most rewards a request may have, so most names that a mode can be given. */
export const mostRewards = 32;

const gatedSchema = z
  .strictObject({
    // An optional literal: `{}` says gated, too.
    mode: z.literal("gated").optional().default("gated"),
  })
  .meta({
    description:
      "Hard rewards are a bottom line: the total is their weighted mean, to which soft ones add theirs, by weight, once every hard one holds.",
  });

const weightedSchema = z.strictObject({ mode: z.literal("weighted") }).meta({
  description:
    "The total is the mean of all values by weight. Hard rewards may be traded for soft ones on the way; an answer that satisfies every hard one still goes before one that does not.",
});

const lexicographicSchema = z
  .strictObject({
    mode: z.literal("lexicographic"),
    priorities: z
      .array(text({ max: 64 }))
      .min(1)
      .max(mostRewards)
      .optional()
      .meta({
        description:
          "Names of rewards, the most important first; those not named follow in the order of `rewards`, which is all that counts unless given.",
      }),
    tolerance: z.number().min(0.001).max(0.5).default(0.01).meta({
      description:
        "Values are compared in steps of this size: a smaller difference leaves the choice to the next reward. Only a satisfied reward reaches the topmost step.",
    }),
  })
  .meta({
    description:
      "Strict priorities: first whether every hard reward holds, then the values one by one. A reward counts only among answers that are equal in all before it.",
  });

const multiplier = z.number().min(0).max(1000);

const penaltySchema = z
  .strictObject({
    mode: z.literal("penalty"),
    from: multiplier.default(1).meta({ description: "The multiplier while nothing of the budget is spent." }),
    to: multiplier
      .default(10)
      .meta({ description: "The multiplier once all of it is, and for the answers that are returned." }),
  })
  .refine(({ from, to }) => from <= to, { message: "must not be below from", path: ["to"] })
  .meta({
    description:
      "Soft rewards less a penalty: what hard ones lack of 1, times a multiplier that rises as the budget is spent. The search may cross forbidden ground early, not late.",
  });

const amount = z.number().min(-1e9).max(1e9);
const isSmall = (map: object) => Object.keys(map).length <= mostRewards;
const tooMany = { message: `at most ${mostRewards} names`, abort: true };

const goalSchema = z
  .strictObject({
    mode: z.literal("goal"),
    targets: z
      .record(z.string(), amount)
      .refine(isSmall, tooMany)
      .refine((targets) => Object.keys(targets).length > 0, "must name a reward")
      .meta({
        description:
          "By the name of a reward, what its `measure` should be (its value, where it measures nothing).",
      }),
    scales: z.record(z.string(), z.number().min(1e-6).max(1e9)).refine(isSmall, tooMany).default({}).meta({
      description:
        "By the name of a reward, the difference that counts as a distance of 1; the size of its target unless given, or 1 for a target of 0.",
    }),
  })
  .meta({
    description:
      "A point to reach: with d the distance between an answer's measures and their targets (root mean square, by weight), the total is 1 / (1 + d), behind the gate of hard rewards. Soft rewards without a target are to stay where the model's own greedy answer has them; `goal` in the answer says how far that was kept to.",
  });

export const combineSchema = z.discriminatedUnion("mode", [
  gatedSchema,
  weightedSchema,
  lexicographicSchema,
  penaltySchema,
  goalSchema,
]);

export type CombineSpec = z.infer<typeof combineSchema>;

/** The spec of one mode. */
export type SpecOf<Mode extends CombineSpec["mode"]> = Extract<CombineSpec, { mode: Mode }>;
