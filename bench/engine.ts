/**
 * `npm run bench -- engine`: how fast the model runs, in Node and in workerd, on the kernels and on its own graphs.
 *
 * @module
 */
import { KernelEngine } from "../src/model/kernels/kernel-engine.ts";
import { readManifest } from "../src/model/package-files.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, wholeNumber, writeJson } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { drawSpeeds } from "./engine/chart.ts";
import { measure } from "./engine/measure.ts";
import { speedOf } from "./engine/speed.ts";
import { type RuntimeSpeeds, speedTable } from "./engine/speed-table.ts";
import { measureInWorkerd } from "./workerd/run-in-workerd.ts";

const string = { type: "string" } as const;

/** Measures, prints a table, and writes `--json FILE` and `--svg FILE` where they were given. */
export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    model: { ...string, default: "models/smollm2-135m-instruct" },
    rounds: { ...string, default: "21" },
    json: string,
    svg: string,
  });
  const { model } = options;
  const rounds = wholeNumber("rounds", options.rounds, 1);
  const reader = folderReader(model);
  if (!KernelEngine.fits(await readManifest(reader)))
    throw new CommandError(`--model ${model}: the kernels are not for it`);

  console.error("measuring in Node …");
  const inNode = await measure(reader, nodePlatform, rounds);
  console.error("measuring in workerd …");
  const inWorkerd = await measureInWorkerd(model, rounds);

  const runtimes: RuntimeSpeeds[] = [
    { runtime: "node", ...inNode, workloads: inNode.workloads.map(speedOf) },
    { runtime: "workerd", ...inWorkerd, workloads: inWorkerd.workloads.map(speedOf) },
  ];
  console.log(speedTable(runtimes));
  if (options.svg !== undefined) await drawSpeeds(options.svg, runtimes);
  await writeJson(options.json, { bench: "engine", rounds, runtimes });
}
