/**
 * `npm run bench -- throughput [--together 1,4,16,32] [--strategies auto,greedy] [--rounds N] [--json FILE]`: answers a
 * second for so many requests at a time, with steps that they share and without, and how long a small request waits among
 * large ones.
 *
 * @module
 */
import { Progress } from "../eval/progress.ts";
import { sharedModel } from "../src/decode/shared-model.ts";
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { formatTable } from "./report/table.ts";
import { type LoadTimes, measureFairness, measureLoad } from "./throughput/load.ts";
import { largeRequest, smallRequest, usualRequest } from "./throughput/requests.ts";

/** Requests for each measurement: so many, and so many times as many as come at a time, of whom the last have it easy. */
const fewest = 16;
const waves = 3;
const others = 15;

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    model: { type: "string", default: "models/smollm2-135m-instruct" },
    together: { type: "string", default: "1,4,16,32" },
    strategies: { type: "string", default: "auto,greedy" },
    rounds: { type: "string", default: "3" },
    json: { type: "string" },
  });
  const levels = options.together.split(",").map((level) => wholeNumber("together", level, 1));
  const strategies = options.strategies.split(",");
  const rounds = wholeNumber("rounds", options.rounds, 1);
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  // As it is served: what prompts have in common is computed once.
  const serving = (mostTogether?: number) =>
    sharedModel(model, nodePlatform.clock, { keepPrompts: true, ...(mostTogether && { mostTogether }) });
  const progress = new Progress(2 * strategies.length * levels.length);
  const results: Result[] = [];
  for (const together of levels) {
    for (const strategy of strategies) {
      const requests = Array.from({ length: Math.max(fewest, waves * together) }, (_, index) =>
        usualRequest(index, strategy),
      );
      for (const isShared of [true, false]) {
        const served = isShared ? serving() : serving(1);
        await measureLoad(served, [usualRequest(0), usualRequest(1)], 1);
        const times = await measureLoad(served, requests, together);
        results.push({ strategy, isShared, times });
        progress.report(
          results.length,
          `${strategy}, ${together} at a time, ${isShared ? "shared" : "own"} steps`,
        );
      }
    }
  }
  const large = Array.from({ length: others }, (_, index) => largeRequest(index));
  const fairness = await measureFairness(serving(), smallRequest, large, rounds);
  for (const strategy of strategies)
    console.log(loadTable(results.filter((result) => result.strategy === strategy)));
  const ratio = (fairness.among / fairness.alone).toFixed(1);
  console.log(
    `a small request takes ${fairness.alone.toFixed(2)} s alone and ${fairness.among.toFixed(2)} s among ${others} large ones: ${ratio} times as long (medians of ${rounds})`,
  );
  await writeJson(options.json, { results, fairness });
}

interface Result {
  strategy: string;
  isShared: boolean;
  times: LoadTimes;
}

function loadTable(results: readonly Result[]): string {
  const alone = results.find(({ isShared, times }) => !isShared && times.together === 1);
  const rows = results.map(({ strategy, isShared, times: { together, answersPerSecond, latency } }) => [
    `${strategy}, ${together} at a time, ${isShared ? "shared steps" : "steps of their own"}`,
    answersPerSecond.toFixed(2),
    alone ? (answersPerSecond / alone.times.answersPerSecond).toFixed(1) : "",
    latency.median.toFixed(1),
    latency.p95.toFixed(1),
  ]);
  return formatTable(["", "answers/s", "× one at a time", "median, s", "p95, s"], rows);
}
