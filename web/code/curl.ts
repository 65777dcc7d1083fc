/**
 * A request for a POSIX shell.
 *
 * @module
 */
import type { JsonObject } from "../json.ts";
import { layoutJson } from "./layout-json.ts";
import type { Target } from "./snippets.ts";

export function curlSnippet(request: JsonObject, { origin, needsKey }: Target): string {
  const key = needsKey ? '  -H "authorization: Bearer $TILLER_API_KEY" \\\n' : "";
  return `curl -s ${quoted(`${origin}/v1/align`)} \\
${key}  -H 'content-type: application/json' \\
  -d ${quoted(layoutJson(request))}`;
}

/** Nothing means anything between single quotes, and one itself cannot stand there (POSIX.1-2024, 2.2.2). */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
