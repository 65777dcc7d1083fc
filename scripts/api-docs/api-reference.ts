/**
 * The text of docs/api.md.
 *
 * @module
 */
import { rewardDefinitions } from "../../src/reward/registry.ts";
import { strategyDefinitions } from "../../src/search/registry.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { alignmentSchema } from "../../src/spec/result.ts";
import { rewardFieldsSchema } from "../../src/spec/reward-fields.ts";
import { errorCodes } from "../../src/spec/tiller-error.ts";
import { jsonSchemaOf, schemaTable } from "./schema-table.ts";

/** The API as the schemas have it; the same schemas give the same text. */
export function apiReference(): string {
  const shared = Object.keys(rewardFieldsSchema.shape);
  const rewards = rewardDefinitions.map(
    ({ type, description, schema }) =>
      `### \`${type}\`\n\n${description}\n\n${schemaTable(jsonSchemaOf(schema, "input"), [...shared, "type"])}`,
  );
  const strategies = strategyDefinitions.map(({ name, description, schema }) => {
    const table = schemaTable(jsonSchemaOf(schema, "input"), ["strategy"]);
    const hasParameters = Object.keys(schema.shape).length > 1;
    return `### \`${name}\`\n\n${description}${hasParameters ? `\n\n${table}` : ""}`;
  });
  return `${[
    "# API reference",
    "<!-- Written by `npm run docs` from the schemas in src/; edit those. -->",
    "No CORS headers are sent: call the API from a server or a Worker.",
    "An unknown field, reward, strategy or parameter is an error, never ignored.",
    "## `POST /v1/align`",
    "Searches for the best answer to a prompt, by rewards and within a budget. Send `prompt` or `messages`.",
    schemaTable(jsonSchemaOf(alignRequestSchema, "input")),
    "## Rewards",
    "Fields that every reward has:",
    schemaTable(jsonSchemaOf(rewardFieldsSchema, "input")),
    ...rewards,
    "## Strategies",
    "`search` names a strategy; its parameters stand beside the name.",
    ...strategies,
    "## The answer",
    schemaTable(jsonSchemaOf(alignmentSchema, "output")),
    stopReasons,
    "## `GET /v1/models`",
    'The models that can be asked for: `{ "object": "list", "data": [ … ] }`.',
    "## `GET /healthz`",
    "Loads the default model if need be, and answers 200 with `status`, `model` and, for each isolate, `wasm_heap_bytes` and `buffer_bytes` once it can serve.",
    "## Errors",
    '`{ "error": { "message", "type", "code", "param" } }`; `param` is a JSON pointer (RFC 6901) to the field at fault.',
    `| status | code |\n|---|---|\n${errorCodes.map(({ code, status }) => `| ${status} | \`${code}\` |`).join("\n")}`,
  ].join("\n\n")}\n`;
}

const stopReasons = `\`budget.stop_reason\` is one of

- \`complete\`: the strategy came to its end;
- \`exhausted\`: the limit in \`exhausted_by\` was reached (\`null\`: the memory for keys and values), and the best answer so far is returned, with status 200;
- \`cancelled\`: the client went away;
- \`satisfied\`, \`converged\`: for strategies that stop early, of which there is none yet.

Every token position that the model computes counts in \`usage.forward_tokens\`: the prompt's, and those of candidates that were dropped.`;
