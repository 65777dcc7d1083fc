/**
 * A request for the `openai` package: what OpenAI has a field for stands there, the rest under `alignment`.
 *
 * @module
 */
import type { JsonObject } from "../json.ts";
import { layoutJson } from "./layout-json.ts";
import type { Target } from "./snippets.ts";

const theirs = new Set(["messages", "prompt", "max_tokens", "seed", "model", "n", "stop"]);

export function openaiSnippet(request: JsonObject, { origin, needsKey, model: byDefault }: Target): string {
  const isChat = request.messages !== undefined;
  const { model = byDefault, max_tokens, ...rest } = request;
  const entries = Object.entries(rest);
  const own = entries.filter(([name]) => theirs.has(name));
  const alignment: JsonObject = {
    ...Object.fromEntries(entries.filter(([name]) => !theirs.has(name))),
    // Left out it would follow from OpenAI's own fields.
    search: request.search ?? { strategy: "auto" },
  };
  const body: JsonObject = {
    model,
    ...Object.fromEntries(own),
    ...(max_tokens !== undefined && { [isChat ? "max_completion_tokens" : "max_tokens"]: max_tokens }),
    alignment,
  };
  const key = needsKey ? "process.env.TILLER_API_KEY" : '"none is needed"';
  const call = isChat ? "chat.completions" : "completions";
  const text = isChat ? "message.content" : "text";
  return `import OpenAI from "openai";

const openai = new OpenAI({ baseURL: ${JSON.stringify(`${origin}/v1`)}, apiKey: ${key} });

// \`alignment\` is Tiller's own: OpenAI's types do not know it.
const body = ${layoutJson(body, { isScript: true })};
const completion = await openai.${call}.create(body as never);
console.log(completion.choices[0].${text});
`;
}
