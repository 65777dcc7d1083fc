/**
 * `npm run bench -- json-schema [--suite FOLDER] [--schemas FILE] [--package FOLDER] [--strategies a,b] [--limit N]
 * [--max-tokens N] [--json FILE]`: whether every answer that ends is valid, by a validator that has no part in it.
 *
 * @module
 */
import { readStrategies } from "../eval/strategy-spec.ts";
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { answerSchema, type Outcome } from "./json-schema/answer-schema.ts";
import { readSchemas } from "./json-schema/read-schemas.ts";
import { formatTable } from "./report/table.ts";

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    suite: { type: "string" },
    schemas: { type: "string" },
    package: { type: "string", default: "models/smollm2-135m-instruct" },
    strategies: { type: "string", default: "greedy,sample,banked:width=2" },
    limit: { type: "string" },
    "max-tokens": { type: "string", default: "96" },
    json: { type: "string" },
  });
  if (options.suite === undefined && options.schemas === undefined) {
    throw new CommandError(
      "json-schema needs --suite FOLDER (tests/draft2020-12 of json-schema-org/JSON-Schema-Test-Suite) or --schemas FILE (a JSON object of schemas by name)",
    );
  }
  const strategies = readStrategies(options.strategies);
  const maxTokens = wholeNumber("max-tokens", options["max-tokens"], 1);
  const all = await readSchemas(options);
  const schemas = options.limit === undefined ? all : all.slice(0, wholeNumber("limit", options.limit, 1));
  const model = await loadPackage(folderReader(options.package), nodePlatform);

  const outcomes: Outcome[] = [];
  for (const [index, named] of schemas.entries()) {
    for (const strategy of strategies) {
      outcomes.push(await answerSchema(named, strategy, maxTokens, model));
    }
    process.stderr.write(`\r${index + 1} of ${schemas.length} schemas`);
  }
  process.stderr.write("\n");
  report(
    outcomes,
    strategies.map(({ label }) => label),
  );
  await writeJson(options.json, outcomes);
}

function report(outcomes: readonly Outcome[], labels: readonly string[]): void {
  const rows = labels.map((label) => {
    const own = outcomes.filter(({ strategy }) => strategy === label);
    const count = (kind: Outcome["kind"]) => own.filter((outcome) => outcome.kind === kind).length;
    const ended = count("valid") + count("invalid");
    const kinds = [ended, count("valid"), count("invalid"), count("unended"), count("refused")];
    return [label, ...kinds.map(String)];
  });
  console.log(formatTable(["strategy", "ended", "valid", "invalid", "not ended", "refused"], rows));
  for (const { name, strategy, kind, detail } of outcomes) {
    if (kind === "invalid" || kind === "unended") console.log(`${kind}: ${name}, ${strategy}: ${detail}`);
  }
  const pointerless = outcomes.filter(({ kind, detail }) => kind === "refused" && !detail.startsWith("/"));
  for (const { name, detail } of pointerless) console.log(`refused without a pointer: ${name}: ${detail}`);
}
