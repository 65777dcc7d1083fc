/**
 * A request for Tiller's own client.
 *
 * @module
 */
import type { JsonObject } from "../json.ts";
import { layoutJson } from "./layout-json.ts";
import type { Target } from "./snippets.ts";

export function typescriptSnippet(request: JsonObject, { origin, needsKey }: Target): string {
  const options = [
    `baseUrl: ${JSON.stringify(origin)}`,
    ...(needsKey ? ['apiKey: process.env.TILLER_API_KEY ?? ""'] : []),
  ];
  return `import { Tiller } from "tiller/client";

const tiller = new Tiller({ ${options.join(", ")} });

const alignment = await tiller.align(${layoutJson(request, { isScript: true })});
const [best] = alignment.choices;
console.log(best?.text);
console.log(best?.reward.total, alignment.usage.forward_tokens, alignment.budget.stop_reason);
`;
}
