/**
 * A request as code that can be run.
 *
 * @module
 */
import type { JsonObject } from "../json.ts";
import { curlSnippet } from "./curl.ts";
import { openaiSnippet } from "./openai.ts";
import { typescriptSnippet } from "./typescript.ts";

/** What a request is sent to. */
export interface Target {
  /** Without a slash at its end. */
  readonly origin: string;
  /** Whether the server wants a key: snippets read it from the environment and never hold it. */
  readonly needsKey: boolean;
  /** The default model: OpenAI's clients want one to be named. */
  readonly model: string;
}

export interface Language {
  readonly id: string;
  readonly label: string;
  snippet(request: JsonObject, target: Target): string;
}

export const languages: readonly [Language, ...Language[]] = [
  { id: "curl", label: "curl", snippet: curlSnippet },
  { id: "typescript", label: "TypeScript", snippet: typescriptSnippet },
  { id: "openai", label: "openai client", snippet: openaiSnippet },
];
