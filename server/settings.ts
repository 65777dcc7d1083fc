/**
 * The environment variables of the Node server.
 *
 * @module
 */
import { z } from "zod";

/** Set to nothing is not set. */
const orUnset = (value: unknown) => (value === "" ? undefined : value);

const wholeNumber = (range: { min: number; max: number }) =>
  z.coerce.number().int().min(range.min).max(range.max);

const settingsSchema = z.object({
  HOST: z.string().min(1).default("127.0.0.1").meta({ description: "Where to listen." }),
  PORT: wholeNumber({ min: 0, max: 65_535 }).default(8787).meta({ description: "0 takes any free one." }),
  MODELS: z.string().min(1).default("models").meta({ description: "The folder of the model packages." }),
  DEFAULT_MODEL: z.string().min(1).default("smollm2-135m-instruct").meta({
    description: "The package that is served: a folder in it.",
  }),
  ENCODER: z.string().min(1).default("all-minilm-l6-v2").meta({
    description: "The encoder's package: a folder there, too. It is loaded when a reward first needs it.",
  }),
  KEEP_PROMPTS: z.stringbool().default(true).meta({
    description: "Whether what was computed of a prompt is kept for requests that begin alike.",
  }),
  MAX_IN_FLIGHT: wholeNumber({ min: 1, max: 1024 }).default(32).meta({
    description: "Alignments at a time; more are answered with 503.",
  }),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @throws Error naming each variable that is not what it should be */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const set = Object.entries(environment).map(([name, value]) => [name, orUnset(value)]);
  const { success, data, error } = settingsSchema.safeParse(Object.fromEntries(set));
  if (success) return data;
  throw new Error(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
}
