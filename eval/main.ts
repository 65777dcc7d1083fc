/**
 * `npm run eval -- NAME --data FILE --out FILE`: how good the answers of each strategy are, and what they
 * cost, on a public task.
 *
 * @module
 */
import { dirname } from "node:path";
import { runCommand, writeJson } from "../bench/command.ts";
import { CommandError } from "../bench/command-error.ts";
import { answerAll } from "./answer-all.ts";
import { beside } from "./beside.ts";
import type { Evaluation } from "./evaluation.ts";
import { drawFront } from "./front-chart.ts";
import { readItems, spread } from "./items.ts";
import { type EvaluationOptions, readOptions } from "./options.ts";
import { partsTable, summariseParts } from "./parts.ts";
import { evaluations } from "./registry.ts";
import { writeResponses } from "./responses.ts";
import { resultsTable } from "./results-table.ts";
import { summarise } from "./summary.ts";
import { drawTradeOff } from "./trade-off-chart.ts";

await runCommand(async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const evaluation = evaluations.find((candidate) => candidate.name === name);
  if (!evaluation) {
    const known = evaluations.map(({ name: known, description }) => `  ${known}  ${description}`);
    throw new CommandError(
      `usage: npm run eval -- NAME --data FILE --out FILE [--limit N] [--strategies a,b:key=value;key=value] [--json FILE] [--model FOLDER] [--seed N] [--concurrency N] [--resume]\n${known.join("\n")}`,
    );
  }
  await evaluate(evaluation, readOptions(evaluation, args));
});

async function evaluate(evaluation: Evaluation, options: EvaluationOptions): Promise<void> {
  const all = options.data === null ? null : await readItems(evaluation, options.data);
  if (!all) {
    const missing = options.data === null ? "no --data FILE was given" : `there is no ${options.data}`;
    console.log(`${evaluation.name}: skipped, because ${missing}.\nIt needs ${evaluation.howToGet}`);
    return;
  }
  await evaluation.prepare?.(dirname(options.data?.split(",")[0] ?? ""));
  const { option, of } = evaluation.group;
  const { groups: chosen } = options;
  const asked = evaluation.expand?.(all) ?? all;
  const wanted = chosen === undefined ? asked : asked.filter((item) => chosen.includes(of(item)));
  if (wanted.length === 0) throw new CommandError(`--${option} ${chosen}: no item is like that`);
  const items = spread(wanted, options.limit);

  const { records, model } = await answerAll(evaluation, options, items);
  const labels = options.strategies.map(({ label }) => label);
  const summaries = summarise(evaluation, labels, records);
  const groups = [...new Set(items.map(of))].sort();
  const byGroup =
    groups.length > 1 ? groups.flatMap((group) => summarise(evaluation, labels, records, group)) : [];

  console.log(resultsTable(evaluation, [...summaries, ...byGroup]));
  const { parts, tradeOff } = evaluation;
  const partSummaries = parts ? summariseParts(parts, labels, records) : [];
  if (parts) console.log(`\n${partsTable(parts, partSummaries)}`);
  const exhausted = summaries.reduce((sum, summary) => sum + summary.exhausted, 0);
  if (exhausted > 0) console.log(`${exhausted} answers were cut short by a limit of the budget`);
  await writeResponses(evaluation, options.out, labels, records);
  await drawFront(beside(options.out, "", ".svg"), evaluation, summaries);
  if (tradeOff) await drawTradeOff(beside(options.out, "trade-off", ".svg"), evaluation, tradeOff, summaries);
  await writeJson(options.json, {
    evaluation: evaluation.name,
    model,
    items: items.length,
    seed: options.seed,
    summaries,
    by_group: byGroup,
    ...(parts && { by_part: partSummaries }),
  });
}
