/**
 * The measurement itself; it runs in Node and in workerd alike.
 *
 * @module
 */
import { type LoadedModel, type LoadOptions, loadPackage } from "../../src/model/load-package.ts";
import type { Clock, PackageReader, Platform } from "../../src/runtime/platform.ts";
import { type PreparedWorkload, workloads } from "./workload.ts";

export interface WorkloadTimes {
  workload: string;
  rows: number;
  /** Milliseconds of each round. */
  kernels: number[];
  /** The same; a round's neighbour stands at the same index. */
  graphs: number[];
  /** How many logits of the workload are not the same, bit for bit. */
  differing: number;
  /** Of how many. */
  logits: number;
}

export interface Loading {
  milliseconds: number;
  /** Of WASM memory. */
  heapBytes: number;
}

export interface Measurement {
  kernels: Loading;
  graphs: Loading;
  workloads: WorkloadTimes[];
}

const warmUpRounds = 2;

/**
 * Times a package on the kernels and on its own graphs, round by round in turn, so that neither has the quieter
 * machine.
 */
export async function measure(
  reader: PackageReader,
  platform: Platform,
  rounds: number,
): Promise<Measurement> {
  const { clock } = platform;
  const kernels = await load(reader, platform);
  const graphs = await load(reader, platform, { engine: "onnx" });
  const results: WorkloadTimes[] = [];
  for (const { name, rows, everyNthRound, prepare } of workloads(kernels.model.maxRows)) {
    const own = await prepare(() => kernels.model.open());
    const other = await prepare(() => graphs.model.open());
    const compared = await compare(own, other);
    const times = { kernels: [] as number[], graphs: [] as number[] };
    for (let round = -warmUpRounds; round < Math.ceil(rounds / everyNthRound); round++) {
      const taken = { kernels: await time(clock, own), graphs: await time(clock, other) };
      if (round < 0) continue;
      times.kernels.push(taken.kernels);
      times.graphs.push(taken.graphs);
    }
    own.close();
    other.close();
    results.push({ workload: name, rows, ...times, ...compared });
  }
  return { kernels: kernels.loading, graphs: graphs.loading, workloads: results };
}

async function load(
  reader: PackageReader,
  platform: Platform,
  options?: LoadOptions,
): Promise<{ model: LoadedModel; loading: Loading }> {
  const begun = platform.clock.now();
  const model = await loadPackage(reader, platform, options);
  await platform.clock.pause();
  return { model, loading: { milliseconds: platform.clock.now() - begun, heapBytes: model.heapBytes() } };
}

async function compare(
  own: PreparedWorkload,
  other: PreparedWorkload,
): Promise<Pick<WorkloadTimes, "differing" | "logits">> {
  const expected = await other.run();
  let differing = 0;
  let logits = 0;
  for (const [row, { values }] of (await own.run()).entries()) {
    logits += values.length;
    // Tells −0 from 0, and NaN is itself.
    differing += values.filter((logit, token) => !Object.is(logit, expected[row]?.values[token])).length;
  }
  return { differing, logits };
}

/** In workerd the clock stands still between pauses, so there is one on either side. */
async function time(clock: Clock, workload: PreparedWorkload): Promise<number> {
  await clock.pause();
  const begun = clock.now();
  await workload.run();
  await clock.pause();
  return clock.now() - begun;
}
