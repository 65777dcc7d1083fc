/**
 * How the keys of clients are configured. Operators write this, never clients.
 *
 * @module
 */
import { z } from "zod";
import { budgetSchema } from "./budget.ts";

const perMinute = (description: string) => z.int().min(1).max(1e9).optional().meta({ description });

/** A number of each limit of a budget, or of some. */
export const budgetCapsSchema = z
  .strictObject({
    forward_tokens: budgetSchema.shape.forward_tokens.unwrap(),
    reward_calls: budgetSchema.shape.reward_calls.unwrap(),
    steps: budgetSchema.shape.steps.unwrap(),
    time_ms: budgetSchema.shape.time_ms.unwrap(),
  })
  .partial();

export const apiKeySchema = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be the SHA-256 of the key, in hexadecimal")
    .transform((hash) => hash.toLowerCase())
    .meta({ description: "The key's SHA-256, as `npm run keys -- add NAME` prints it." }),
  requests_per_minute: perMinute("Requests that are taken in a minute."),
  forward_tokens_per_minute: perMinute("Token positions that may be computed for it in a minute."),
  budget: budgetCapsSchema.default({}).meta({ description: "The most that one request's `budget` may be." }),
});

/** What logs and errors call a key. */
export const keyNameSchema = z
  .string()
  .regex(/^[\w.-]{1,64}$/, "a name has up to 64 letters, digits, dots, hyphens and underscores");

export const apiKeysSchema = z
  .record(keyNameSchema, apiKeySchema)
  .refine((keys) => Object.keys(keys).length > 0, "names no key; leave it unset to ask for none")
  .refine(
    (keys) => new Set(Object.values(keys).map(({ sha256 }) => sha256)).size === Object.keys(keys).length,
    "has the same key under two names",
  );

export type BudgetCaps = z.infer<typeof budgetCapsSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type ApiKeys = z.infer<typeof apiKeysSchema>;
