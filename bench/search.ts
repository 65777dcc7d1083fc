/**
 * `npm run bench -- search [--data FILE.jsonl] [--limit N] [--strategies a,b] [--budgets 50,100] [--specs N]
 * [--out FILE.svg] [--json FILE]`: how far `auto` is from the best answer that there is; with data also what a budget
 * buys, and how much of it early stopping saves.
 *
 * @module
 */
import { readItems, spread } from "../eval/items.ts";
import { Progress } from "../eval/progress.ts";
import { reference } from "../eval/reference.ts";
import { readStrategies } from "../eval/strategy-spec.ts";
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { formatEstimate } from "./report/statistics.ts";
import { formatTable } from "./report/table.ts";
import { type Comparison, type Curve, compareWithEnvelope, curvesOf } from "./search/curves.ts";
import { drawCurves } from "./search/curves-chart.ts";
import { measureOracleGap } from "./search/oracle-gap.ts";
import { runSearches, type SearchOutcome } from "./search/run-search.ts";
import { savedByStopping } from "./search/saved-by-stopping.ts";

/** `auto` first: it is compared with the others; then what tells what it saves. */
const someStrategies = [
  "auto",
  "best_of_n:n=64;temperature=0.8",
  "prune:n=32;temperature=0.8",
  "blockwise:temperature=0.8",
  "args",
  "deal",
].join(",");
const withoutStopping = "auto:least_gain=0";

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    data: { type: "string" },
    limit: { type: "string", default: "20" },
    strategies: { type: "string", default: someStrategies },
    budgets: { type: "string", default: "50,100,200,400,800,1600,3000" },
    specs: { type: "string", default: "200" },
    model: { type: "string", default: "models/smollm2-135m-instruct" },
    out: { type: "string" },
    json: { type: "string" },
  });
  const budgets = options.budgets.split(",").map((budget) => wholeNumber("budgets", budget, 1));
  const strategies = readStrategies(options.strategies);
  const all = options.data === undefined ? [] : await readItems(reference, options.data);
  if (!all) throw new CommandError(`there is no ${options.data}`);
  const items = spread(all, wholeNumber("limit", options.limit, 1));

  const oracle = await measureOracleGap(wholeNumber("specs", options.specs, 1));
  console.log(oracle.text);
  if (items.length === 0) {
    console.log(`What a budget buys needs --data FILE: ${reference.howToGet}`);
    return writeJson(options.json, { oracle: oracle.figures });
  }
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  const stopless = readStrategies(withoutStopping);
  const progress = new Progress(items.length * (strategies.length * budgets.length + 1));
  const outcomes: SearchOutcome[] = [];
  for (const [item, content] of items.entries()) {
    const trial = { item, ask: reference.ask(content, model), strategies, budgets };
    const toTheLimit = { ...trial, strategies: stopless, budgets: budgets.slice(-1) };
    for await (const outcome of runSearches(model, [trial, toTheLimit])) {
      outcomes.push(outcome);
      progress.report(outcomes.length, `item ${item + 1} of ${items.length}, ${outcome.strategy}`);
    }
  }
  const compared = outcomes.filter(({ strategy }) => strategy !== withoutStopping);
  const curves = curvesOf(compared);
  const comparisons = compareWithEnvelope(compared, curves);
  console.log(curvesTable(curves, comparisons));
  const saved = savedByStopping(outcomes, strategies[0]?.label ?? "", withoutStopping);
  console.log(saved.text);
  if (options.out) {
    await drawCurves(options.out, `chrF, judged on whole texts only (${items.length} items)`, curves);
  }
  await writeJson(options.json, {
    oracle: oracle.figures,
    curves,
    comparisons,
    saved: saved.figures,
    outcomes,
  });
}

function curvesTable(curves: readonly Curve[], comparisons: readonly Comparison[]): string {
  const header = ["budget", ...curves.map(({ strategy }) => strategy), "above the best of the others"];
  const rows = comparisons.map(({ budget, best, difference }) => [
    String(budget),
    ...curves.map(({ points }) => {
      const point = points.find((other) => other.budget === budget);
      return point ? `${point.reward.mean.toFixed(3)} (${point.forwardTokens.toFixed(0)})` : "";
    }),
    `${formatEstimate(difference, 3)} ${best}`,
  ]);
  return formatTable(header, rows);
}
