/**
 * All sources.
 *
 * @module
 */
import { completions } from "./completions.ts";
import { continuations } from "./continuations.ts";
import { preferences } from "./preferences.ts";
import { prompts } from "./prompts.ts";

export const sources = { completions, continuations, preferences, prompts };

export type SourceName = keyof typeof sources;
