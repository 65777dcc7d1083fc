/**
 * The text of docs/rewards.md.
 *
 * @module
 */
import { type CatalogueEntry, catalogue } from "../../src/reward/catalogue.ts";
import type { Guidance } from "../../src/reward/reward.ts";
import { rewardFieldsSchema } from "../../src/spec/reward-fields.ts";
import type { JsonSchema } from "./schema-table.ts";

const guidance: Record<Guidance, string> = {
  prefix: "prefix",
  bound: "bound",
  propose: "propose",
  may_end: "may end",
};

/** Every reward in a line, as the registry has them. */
export function rewardTable(): string {
  const heads = [
    "reward",
    "what it asks",
    "parameters",
    ...Object.values(guidance),
    "constructive",
    "cost of a judgement",
  ];
  return `${[
    "# Rewards",
    "<!-- Written by `npm run docs` from the registry in src/reward/; edit that. -->",
    `Parameters in full: [api.md](api.md#rewards). Every reward also has ${shared.map(code).join(", ")}, and may be hard or soft. Parameters in bold must be given.`,
    legend,
    [heads, heads.map(() => "---"), ...catalogue().map(rowOf)].map(tableRow).join("\n"),
  ].join("\n\n")}\n`;
}

const legend = `How a reward helps the search before a text is finished:

- *prefix*: its value tells how far an unfinished text has got;
- *bound*: it knows when nothing can mend a text any more, and such a text is dropped before it costs another step;
- *propose*: it says what is missing, and the search tries that among the model's own tokens;
- *may end*: it knows where a text may end, apart from where it would be satisfied;
- *constructive*: where it is hard, every strategy keeps to it token by token, \`greedy\` and \`sample\` too.

One without any is asked about whole texts only: candidates, and continuations made for the purpose.`;

const shared = Object.keys(rewardFieldsSchema.shape);

function rowOf({ type, description, schema, capabilities, cost }: CatalogueEntry): string[] {
  const { guides, constructive } = capabilities;
  const mark = (holds: boolean) => (holds ? "✓" : "");
  return [
    `[\`${type}\`](api.md#${type})`,
    description,
    parametersOf(schema as JsonSchema).join(", "),
    ...Object.keys(guidance).map((kind) => mark(guides.includes(kind as Guidance))),
    mark(constructive),
    cost,
  ];
}

function parametersOf({ properties = {}, required = [] }: JsonSchema): string[] {
  const own = Object.keys(properties).filter((name) => name !== "type" && !shared.includes(name));
  return own.map((name) => (required.includes(name) ? `**${code(name)}**` : code(name)));
}

function code(text: string): string {
  return `\`${text}\``;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
