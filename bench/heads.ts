/**
 * `npm run bench -- heads [--rounds N] [--json FILE]`: what reading the model's states with its heads adds to a step.
 *
 * @module
 */
import { loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { step } from "./engine/workload.ts";
import { median } from "./report/statistics.ts";
import { formatTable } from "./report/table.ts";

const sizes = [1, 8, 32];
const warmUpRounds = 3;

interface StepTimes {
  rows: number;
  /** Milliseconds, the median of all rounds. */
  without: number;
  with: number;
  /** The median of each round's own ratio: both ran within a moment, so a busy machine slows both. */
  ratio: number;
}

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    model: { type: "string", default: "models/smollm2-135m-instruct" },
    rounds: { type: "string", default: "101" },
    json: { type: "string" },
  });
  const rounds = wholeNumber("rounds", options.rounds, 1);
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  const newReading = () => new Float32Array(model.heads.length);
  const times: StepTimes[] = [];
  for (const rows of sizes) {
    console.error(`${rows} rows, ${rounds} rounds …`);
    const [without, read] = await Promise.all(
      [step(rows), step(rows, newReading)].map((workload) => workload.prepare(() => model.open())),
    );
    if (!without || !read) throw new Error("there are two workloads");
    const pairs: { without: number; with: number }[] = [];
    for (let round = 0; round < warmUpRounds + rounds; round++) {
      // Either goes first half of the time: the second finds its weights in the cache.
      const isTurned = round % 2 === 1;
      const first = await timed(isTurned ? read.run : without.run);
      const second = await timed(isTurned ? without.run : read.run);
      pairs.push(isTurned ? { without: second, with: first } : { without: first, with: second });
    }
    without.close();
    read.close();
    const kept = pairs.slice(warmUpRounds);
    times.push({
      rows,
      without: median(kept.map((pair) => pair.without)),
      with: median(kept.map((pair) => pair.with)),
      ratio: median(kept.map((pair) => pair.with / pair.without)),
    });
  }
  console.log(
    formatTable(
      ["rows", "ms without", `ms with ${model.heads.length} heads`, "ratio"],
      times.map((time) => [
        String(time.rows),
        time.without.toFixed(1),
        time.with.toFixed(1),
        time.ratio.toFixed(3),
      ]),
    ),
  );
  await writeJson(options.json, { bench: "heads", rounds, heads: model.heads.length, times });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
