/**
 * What operators set, in the Worker and in Node alike: variables, or secrets, of the environment.
 *
 * @module
 */
import { z } from "zod";
import { apiKeysSchema } from "../src/spec/api-keys.ts";
import { jsonPointer } from "../src/spec/parse.ts";

/** A whole number, also as a text. */
export const wholeNumber = (range: { min: number; max: number }) =>
  z.coerce.number().int().min(range.min).max(range.max);

const origin = z
  .string()
  .refine(isOrigin, "must be * or origins, separated by commas: https://example.com,http://localhost:3000");

/** JSON, which may hold secrets' hashes: what is wrong with it is not quoted. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

export const serviceSettingsSchema = z.object({
  KEEP_PROMPTS: z.stringbool().default(true).meta({
    description: "Whether what was computed of a prompt is kept for requests that begin alike.",
  }),
  MAX_IN_FLIGHT: wholeNumber({ min: 1, max: 1024 }).optional().meta({
    description: "Alignments at a time.",
  }),
  MAX_WAITING: wholeNumber({ min: 0, max: 10_000 }).default(32).meta({
    description: "Requests that wait for a place; more are answered with 503.",
  }),
  MAX_WAIT_MS: wholeNumber({ min: 1, max: 600_000 }).default(10_000).meta({
    description: "Milliseconds after which one that waits is answered with 503.",
  }),
  MAX_TIME_MS: wholeNumber({ min: 1, max: 600_000 }).default(600_000).meta({
    description: "The most that a request's `budget.time_ms` may be.",
  }),
  API_KEYS: json.pipe(apiKeysSchema).optional().meta({
    description: "Clients' keys as JSON: without it, no key is asked for.",
  }),
  METRICS_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be a SHA-256, in hexadecimal")
    .transform((hash) => hash.toLowerCase())
    .optional()
    .meta({
      description: "The SHA-256 of the key that `/metrics` asks for.",
    }),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .pipe(z.array(origin))
    .default([])
    .meta({ description: "Origins whose pages may call the API from a browser." }),
});

export type ServiceSettings = z.infer<typeof serviceSettingsSchema>;

/** Guards that are set to nothing are a mistake, and would let everybody in. */
const guards: ReadonlySet<string> = new Set(["API_KEYS", "METRICS_SHA256"]);

/**
 * @param environment - set to nothing is not set, guards aside; what else is in it does not matter
 * @throws Error naming each variable that is not what it should be, in a line each
 */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, unknown>>,
): z.infer<Schema> {
  const set = Object.entries(environment).map(([name, value]) => [
    name,
    value === "" && !guards.has(name) ? undefined : (value ?? undefined),
  ]);
  const { success, data, error } = schema.safeParse(Object.fromEntries(set));
  if (success) return data;
  throw new Error(
    error.issues
      .map(({ path: [name, ...inside], message }) => `${String(name)}${jsonPointer(inside)}: ${message}`)
      .join("\n"),
  );
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.canParse(text) && new URL(text).origin === text);
}
