/**
 * The section on streaming.
 *
 * @module
 */
import {
  incumbentEventSchema,
  progressEventSchema,
  tokenEventSchema,
  treeEventSchema,
} from "../../src/spec/stream.ts";
import { type JsonSchema, jsonSchemaOf, schemaTable } from "./schema-table.ts";

const example = `\`\`\`sh
curl -sN http://127.0.0.1:8787/v1/align -H 'content-type: application/json' -d '{
  "prompt": "The capital of France is",
  "max_tokens": 3, "search": { "strategy": "greedy" },
  "stream": true
}'
\`\`\`

\`\`\`text
event: progress
data: {"object":"alignment.progress","usage":{"prompt_tokens":5,"forward_tokens":0,"reward_calls":0,"prefix_checks":0,"steps":0,"cached_tokens":0,"elapsed_ms":2},"spent":0.00003,"live_paths":1,"best_reward":null}

event: token
data: {"object":"alignment.token","index":0,"text":" Paris"}

event: progress
data: {"object":"alignment.progress","usage":{"prompt_tokens":5,"forward_tokens":5,"reward_calls":0,"prefix_checks":0,"steps":1,"cached_tokens":0,"elapsed_ms":130},"spent":0.0022,"live_paths":1,"best_reward":null}
\`\`\`

and so on, up to \`event: done\`.`;

const events = [
  {
    name: "progress",
    description:
      "After each step of the model, and once before the first; where a stage of the model was lost and the search begins anew, it does, too.",
    schema: progressEventSchema,
  },
  {
    name: "incumbent",
    description:
      "The strategy has come to an answer that is better than all before. What is returned is never worse than the last of them. Audits are made of what is returned only, so `choice.reward` is without. An answer that would not be returned, because `on_unsatisfied` or a refusal stands in for it, is not told of.",
    schema: incumbentEventSchema,
  },
  {
    name: "token",
    description: "Text that is sure to stand in the answer.",
    schema: tokenEventSchema,
  },
  {
    name: "tree",
    description:
      "After a step, with `trace` `full`. At most 2000 nodes are told of in all; of those that take no row, 1000.",
    schema: treeEventSchema,
  },
];

export function streaming(): string {
  return [
    "## Streaming",
    "With `stream`, `POST /v1/align` answers with server-sent events (`text/event-stream`), each a JSON object in one line:",
    example,
    "The last event is `done`, with the whole answer as it would be without `stream`, or `error`, with the object that is described [below](#errors). What is wrong with a request, and a server that is too busy, is told before the first event, by an answer of its own with its status. Comments (lines that begin with a colon) come after ten seconds of silence. A client that leaves ends the search within one step. One that reads more slowly than events come is sent what it missed in one: text joined, of the other events the last.",
    ...events.flatMap(({ name, description, schema }) => [
      `### \`${name}\``,
      description,
      fieldTable(jsonSchemaOf(schema, "output")),
    ]),
    commitment,
  ].join("\n\n");
}

/** Without `object`, which says as much as the event's name, and the fields that choices and nodes have in the answer. */
function fieldTable({ properties = {}, ...schema }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, field]) => {
    const { description = "" } = field;
    if (name === "choice")
      return [name, { type: "object", description: `${description} As in \`choices\`.` }];
    if (name === "nodes")
      return [name, { type: "list of object", description: `${description} As in \`trace.tree.nodes\`.` }];
    return [name, field];
  });
  return schemaTable({ ...schema, properties: Object.fromEntries(fields) }, ["object"]);
}

const commitment = `### When text is sure

What was sent as \`token\` is never taken back, whatever ends the search: a limit, a stop string, a client. So it is sent as early as the strategy allows, and the rest just before \`done\`:

| strategy | text is sent |
|---|---|
| \`greedy\`, \`sample\` | token by token |
| \`auto\` | token by token without rewards; with them at the end, because another way may set out from anywhere (follow \`incumbent\`) |
| \`args\`, \`deal\` | as each token is chosen |
| \`blockwise\`, \`cascade\` | as each block or segment is chosen |
| \`beam\`, \`banked\` | what all paths have in common; with hard rewards that guide, once one has finished, because until then the search may go back |
| \`best_first\` | the same, once one has finished |
| \`best_of_n\`, \`prune\` | what all samples that may still win have in common: mostly at the end |

A whole answer that was judged on the way, and not chosen, is what a search falls back on if a limit stops it: until a better one is found, nothing is sent that it does not say. The same holds for the greedy answer that some rewards compare with. The end of a text that may be the beginning of a stop string is held back, as are bytes that do not make a character yet. All is sent at the end with \`n\` above 1 (which answer is the best is known then), of models behind other APIs, and where something else may be returned in the answer's place: a refusal, because the prompt is risky by a hard \`safety\`, or, with hard rewards, what \`on_unsatisfied\` names.`;
