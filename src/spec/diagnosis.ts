/**
 * Why an answer does not meet a reward.
 *
 * @module
 */
import { z } from "zod";

/** Root causes, with what each of them means. */
export const causes = {
  contradiction: "what it asks for cannot hold together with another field, whatever is searched",
  conflict: "a hard reward ruled out most of what it proposed, or all ways on",
  length: "`max_tokens` cut the answer off before, or leaves no room for it",
  improbable: "the model gives what is missing almost no probability",
  budget: "a limit of the budget, or of the memory, stopped the search before",
  cancelled: "the client went away before",
  not_searched: "the strategy does not look for it",
  search: "it was looked for, and not found",
} as const;

export type Cause = keyof typeof causes;

export const causeSchema = z.enum(Object.keys(causes) as [Cause, ...Cause[]]);

export const diagnosisSchema = z.strictObject({
  reward: z.string().meta({ description: "JSON pointer to the reward, e.g. `/rewards/0`." }),
  name: z.string(),
  cause: causeSchema.meta({
    description: `${Object.entries(causes)
      .map(([cause, meaning]) => `\`${cause}\`: ${meaning}`)
      .join("; ")}.`,
  }),
  fields: z.array(z.string()).meta({
    description: "JSON pointers to the fields that stand in its way: a limit, other rewards.",
  }),
  logprob: z.number().max(0).nullable().meta({
    description:
      "Of all that the reward proposed on the way, the highest log-probability of a first token, in nats; null where it proposed nothing that could stand there.",
  }),
  explain: z.string().meta({ description: "The cause in words, and what can be done about it." }),
});

export type Diagnosis = z.infer<typeof diagnosisSchema>;
