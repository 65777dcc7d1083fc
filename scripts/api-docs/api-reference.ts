/**
 * The text of docs/api.md.
 *
 * @module
 */
import { rewardDefinitions } from "../../src/reward/registry.ts";
import { listed } from "../../src/reward/text/wording.ts";
import { strategyDefinitions } from "../../src/search/registry.ts";
import { textStrategyNames } from "../../src/search/text/registry.ts";
import { combineSchema } from "../../src/spec/combine.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { alignmentSchema } from "../../src/spec/result.ts";
import { rewardFieldsSchema } from "../../src/spec/reward-fields.ts";
import { scoreRequestSchema, scoresSchema } from "../../src/spec/score.ts";
import { errorCodes } from "../../src/spec/tiller-error.ts";
import { tokenizeRequestSchema, tokensSchema } from "../../src/spec/tokenize.ts";
import { openAiReference } from "./openai-reference.ts";
import { type JsonSchema, jsonSchemaOf, schemaTable } from "./schema-table.ts";
import { streaming } from "./streaming.ts";

/** The API as the schemas have it; the same schemas give the same text. */
export function apiReference(): string {
  const shared = Object.keys(rewardFieldsSchema.shape);
  const rewards = rewardDefinitions.map(({ type, description, schema }) =>
    section(type, description, jsonSchemaOf(schema, "input"), [...shared, "type"]),
  );
  const modes = combineSchema.options.map((option) => {
    const schema = jsonSchemaOf(option, "input");
    return section(String(schema.properties?.mode?.const), schema.description ?? "", schema, ["mode"]);
  });
  const strategies = strategyDefinitions.map(({ name, description, use, schema }) => {
    return section(name, `${description} ${use}`, jsonSchemaOf(schema, "input"), ["strategy"]);
  });
  return `${[
    "# API reference",
    "<!-- Written by `npm run docs` from the schemas in src/; edit those. -->",
    "Where the server has keys, send one: `Authorization: Bearer KEY`. Pages of other origins may call the API only where the server [says so](deploy.md#who-may-call).",
    "An unknown field, reward, strategy or parameter is an error, never ignored.",
    "## `POST /v1/align`",
    "Searches for the best answer to a prompt, by rewards and within a budget. Send `prompt` or `messages`.",
    schemaTable(jsonSchemaOf(alignRequestSchema, "input")),
    "## Rewards",
    "Which of them guide the search, and what they cost: [rewards.md](rewards.md). Fields that every reward has:",
    schemaTable(jsonSchemaOf(rewardFieldsSchema, "input")),
    ...rewards,
    "## Combination",
    "`combine` names a mode; its parameters stand beside the name. In every mode an answer that satisfies all hard rewards goes before one that does not.",
    ...modes,
    "## Strategies",
    "`search` names a strategy; its parameters stand beside the name. With some it is the reward of the text so far that counts: what the rewards that speak about unfinished texts have reached, added up by weight, which takes no reward calls; and for the share of those that do not, the combined score as if the text ended there, which does.",
    ...strategies,
    "## The answer",
    schemaTable(jsonSchemaOf(alignmentSchema, "output")),
    stopReasons,
    streaming(),
    upstreams,
    ...openAiReference(),
    "## `POST /v1/score`",
    "What given texts are worth as answers to a prompt: the rewards' verdict, as on a choice, and how likely the model finds each. The prompt is computed once, and so is what the texts have in common. What it takes is known beforehand, so a budget that is too small is refused; there is no part of a result. `margin` is refused, because decisions are only seen while a text is written.",
    schemaTable(jsonSchemaOf(scoreRequestSchema, "input")),
    "The answer; `usage` and `budget.limits` are as above, `data[].reward` as that of a choice:",
    schemaTable(jsonSchemaOf(scoresSchema.pick({ data: true }), "output")),
    "## `POST /v1/tokenize`",
    schemaTable(jsonSchemaOf(tokenizeRequestSchema, "input")),
    "The answer:",
    schemaTable(jsonSchemaOf(tokensSchema, "output")),
    "## `GET /v1/models`, `GET /v1/models/{id}`",
    'The models that can be asked for: `{ "object": "list", "data": [ … ] }`. Those behind other APIs have a `kind`, and name the `strategies` that work with them.',
    "## `GET /v1/rewards`",
    "The rewards that can be asked for, in the same form: of each `id` (its `type`), `description`, `schema` (JSON Schema), `example`, `capabilities` (`guides`, `constructive`, `needs_greedy`, `needs_decisions`), `cost`, and `instruction`, the sentence that would ask the model for the example, or null.",
    "## `GET /v1/strategies`",
    "The strategies, in the same form: of each `id`, `description`, `use` (when to take it), `sources` (papers), `schema`, and `upstream`, whether it also works with models behind other APIs.",
    "## `GET /openapi.json`, `GET /docs`",
    "The same as this page, as OpenAPI 3.1, and as a page on which it can be tried.",
    "## `GET /metrics`",
    "What was counted, in Prometheus' text format: requests by route and status, streams by how they ended, seconds, token positions, reward calls, why searches stopped, what was left of budgets, and what is under way, waits and takes memory at the moment.",
    "## `GET /healthz`",
    "Loads the default model if need be, and answers 200 with `status`, `model`, how many alignments are `in_flight`, the `steps` and `rows` that have been `computed`, and, for each isolate, `wasm_heap_bytes` and `buffer_bytes` once it can serve. Where the server has keys, all but `status` and `model` is told only to those who send one, and only they may ask for [another object than the first](deploy.md#how-to-scale-out).",
    "## Errors",
    '`{ "error": { "message", "type", "code", "param" } }`; `param` is a JSON pointer (RFC 6901) to the field at fault.',
    `| status | code | |\n|---|---|---|\n${errorCodes.map(({ code, status, means }) => `| ${status} | \`${code}\` | ${means} |`).join("\n")}`,
  ].join("\n\n")}\n`;
}

/** A heading, a description, and the fields of the schema that are not in `skip`, if any. */
function section(name: string, description: string, schema: JsonSchema, skip: readonly string[]): string {
  const hasFields = Object.keys(schema.properties ?? {}).some((field) => !skip.includes(field));
  return [`### \`${name}\``, description, ...(hasFields ? [schemaTable(schema, skip)] : [])].join("\n\n");
}

const stopReasons = `\`budget.stop_reason\` is one of

- \`complete\`: the strategy came to its end;
- \`exhausted\`: the limit in \`exhausted_by\` was reached (\`null\`: there was no memory left for keys and values, or an upstream failed), and the best answer so far is returned, with status 200;
- \`cancelled\`: the client went away;
- \`satisfied\`: nothing that the rewards ask is missing, and no more was searched (\`auto\`, \`best_first\`, \`beam\`, \`banked\`);
- \`converged\`: more search was not worth its share of what is left of the budget (\`auto\`).

Every token position that the model computes counts in \`usage.forward_tokens\`: the prompt's, and those of candidates that were dropped.`;

const upstreams = `## Models behind other APIs

Of a model that is served elsewhere only its texts are known. It is searched by ${listed(
  textStrategyNames(true).map((name) => `\`${name}\``),
  "and",
)}, each with its own parameters; the others choose tokens, and are refused. Rewards are the same, and guide the search between segments: what speaks about unfinished texts ranks blocks and samples on the way, and what a hard reward rules out is dropped. Nothing holds by construction, though: \`json\`, \`json_schema\`, \`choice\` and \`regex\` are rewards like any other. \`auto\` draws the most probable answer first (temperature 0), then whole samples as long as they are worth their price, and has no \`k\` and no \`peek\`. Whether a seed repeats an answer is up to the upstream.

What is refused, because it would have to be ignored: \`top_k\`, \`trace\`, rewards that look at decisions, a \`judge\`, those that look at log-probabilities where the upstream gives none, and, where it cannot go on with an answer to messages, \`blockwise\` and \`prune\`.

\`forward_tokens\` counts what the upstream says it took, of the prompt in every call again; cached ones stand in \`cached_tokens\`, and count against the budget all the same. A step is one call. Before a call the most that it can take is counted: its samples at full length, and the prompt, which before the first call is taken to have as many tokens as UTF-8 bytes, and 128 and 16 a message for the template. So \`forward_tokens\` must be at least that; only a template of more than 128 tokens can carry the first call beyond it, and is counted as it is. A call that the time or the client cuts off tells nothing, and is counted as a step without tokens. Should the upstream write more than it was asked for, that is counted, and the search ends. \`prompt_tokens\` is the prompt by the upstream's count.

An upstream that is out of reach, too busy, or answers without usage is 503 \`upstream_unavailable\` with \`Retry-After\`; one that will not do what it is asked (a prompt too long for it, a wrong key) 502 \`upstream_refused\`.`;
