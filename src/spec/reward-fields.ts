/**
 * What every reward of a spec may say, whatever its type.
 *
 * @module
 */
import { z } from "zod";
import { text } from "./text.ts";

export const enforceSchema = z.enum(["hard", "soft"]);

/** The fields a reward's own schema extends. */
export const rewardFieldsSchema = z.strictObject({
  name: text({ max: 64 })
    .optional()
    .meta({ description: "What its score is called; the type unless given." }),
  enforce: enforceSchema
    .default("soft")
    .meta({ description: "`hard`: the answer must satisfy it; `soft`: the more the better." }),
  weight: z
    .number()
    .min(0.001)
    .max(1000)
    .default(1)
    .meta({ description: "Its share among the rewards that are enforced alike." }),
});

export type RewardFields = z.infer<typeof rewardFieldsSchema>;
