/**
 * `npm run bench -- judge [--json FILE]`: how often a judge finds the better of two answers.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, writeJson } from "./command.ts";
import { judgedPair, type Pair } from "./judge/judged-pair.ts";
import { estimateShare, formatEstimate } from "./report/statistics.ts";
import { formatTable } from "./report/table.ts";

interface Outcome {
  about: string;
  /** Every second pair was looked at while judges were worded; the others never were. */
  isHeldOut: boolean;
  /** 1 where the better answer was preferred, ½ where neither was. */
  judge: number;
  /** Of preferring the longer one. */
  length: number;
  /** Whether each answer is on its own side of ½. */
  sides: readonly number[];
  forwardTokens: number;
}

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    model: { type: "string", default: "models/smollm2-135m-instruct" },
    json: { type: "string" },
  });
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  const pairs: Pair[] = JSON.parse(await readFile(new URL("judge/pairs.json", import.meta.url), "utf8"));
  const outcomes: Outcome[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { better, worse, forwardTokens } = await judgedPair(model, nodePlatform.clock, pair);
    outcomes.push({
      about: pair.standard ?? "questions",
      isHeldOut: index % 2 === 1,
      judge: preference(better, worse),
      length: preference(pair.better.length, pair.worse.length),
      sides: [better > 0.5 ? 1 : 0, worse < 0.5 ? 1 : 0],
      forwardTokens,
    });
  }
  console.log(tableOf(outcomes));
  await writeJson(options.json, outcomes);
}

function tableOf(outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ about }) => about))];
  const standards = outcomes.filter(({ about }) => about !== "questions");
  const heldOut = (some: readonly Outcome[]) => some.filter(({ isHeldOut }) => isHeldOut);
  const groups: [string, readonly Outcome[]][] = [
    ...names.map((name): [string, Outcome[]] => [name, outcomes.filter(({ about }) => about === name)]),
    ["all standards", standards],
    ["all standards, held out", heldOut(standards)],
    ["all, held out", heldOut(outcomes)],
  ];
  const rows = groups.map(([name, some]) => [
    name,
    String(some.length),
    share(some.map(({ judge }) => judge)),
    share(some.map(({ length }) => length)),
    "0.500",
    share(some.flatMap(({ sides }) => sides)),
    (some.reduce((sum, { forwardTokens }) => sum + forwardTokens, 0) / (2 * some.length)).toFixed(0),
  ]);
  return formatTable(["", "pairs", "judge", "longer", "constant", "right side of ½", "forward tokens"], rows);
}

function preference(better: number, worse: number): number {
  return better === worse ? 0.5 : Number(better > worse);
}

function share(values: readonly number[]): string {
  return formatEstimate(estimateShare(values), 3);
}
