/**
 * The environment variables of the Node server.
 *
 * @module
 */
import { z } from "zod";
import { readSettings, serviceSettingsSchema, wholeNumber } from "../worker/settings.ts";

const settingsSchema = serviceSettingsSchema.extend({
  MAX_IN_FLIGHT: wholeNumber({ min: 1, max: 1024 }).default(32).meta({
    description: "Alignments at a time.",
  }),
  HOST: z.string().min(1).default("127.0.0.1").meta({ description: "Where to listen." }),
  PORT: wholeNumber({ min: 0, max: 65_535 }).default(8787).meta({ description: "0 takes any free one." }),
  MODELS: z.string().min(1).default("models").meta({ description: "The folder of the model packages." }),
  DEFAULT_MODEL: z.string().min(1).default("smollm2-135m-instruct").meta({
    description: "The package that is served: a folder in it.",
  }),
  ENCODER: z.string().min(1).default("all-minilm-l6-v2").meta({
    description: "The encoder's package: a folder there, too. It is loaded when a reward first needs it.",
  }),
});

export type ServerSettings = z.infer<typeof settingsSchema>;

/** @throws Error naming each variable that is not what it should be */
export function readServerSettings(environment: Record<string, string | undefined>): ServerSettings {
  return readSettings(settingsSchema, environment);
}
