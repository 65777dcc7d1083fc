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
  guide: z.boolean().default(true).meta({
    description:
      "`false`: it judges finished answers only and says nothing on the way, as a black box would. What would hold by construction then does not.",
  }),
  auxiliary: z.boolean().default(false).meta({
    description:
      "It guides the search but has no say in which answer is best. Its weight falls as it disagrees with the rewards that have, over the candidates seen.",
  }),
  audit: z.boolean().default(false).meta({
    description:
      "It scores the answers that are returned, and the search never sees it; the answer reports the gap between what was optimised and what was audited.",
  }),
});

export type RewardFields = z.infer<typeof rewardFieldsSchema>;

/** Refuses roles that exclude each other. For the union of all rewards: a check on the fields would be lost as schemas extend them. */
export function checkRoles(
  { enforce, auxiliary, audit }: Pick<RewardFields, "enforce" | "auxiliary" | "audit">,
  context: z.RefinementCtx,
): void {
  const refuse = (role: "auxiliary" | "audit", message: string) =>
    context.addIssue({ code: "custom", message, path: [role] });
  if (auxiliary && audit) refuse("audit", "cannot be auxiliary, too: an audit has no part in the search");
  if (enforce !== "hard") return;
  if (auxiliary) refuse("auxiliary", "cannot be hard, too: what must hold ranks answers");
  if (audit) refuse("audit", "cannot be hard, too: what must hold is searched for");
}
