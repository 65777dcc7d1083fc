/**
 * The measurement itself; it runs in Node and in workerd alike.
 *
 * @module
 */
import { loadPackage } from "../../src/model/load-package.ts";
import type { PackageReader, Platform } from "../../src/runtime/platform.ts";
import { median } from "../report/statistics.ts";
import { loadReference } from "./reference.ts";
import { type PartTimes, Stopwatch } from "./stopwatch.ts";
import { type PreparedWorkload, workloads } from "./workload.ts";

export interface Packages {
  ours: PackageReader;
  reference: PackageReader | null;
}

export interface SubjectTimes {
  /** Milliseconds of each round. */
  rounds: number[];
  /** Medians over rounds of their own. */
  parts: PartTimes;
}

export interface WorkloadTimes {
  workload: string;
  rows: number;
  ours: SubjectTimes;
  reference: SubjectTimes | null;
}

export interface Measurement {
  loadMilliseconds: number;
  /** Of the product's package alone. */
  heapBytes: number;
  workloads: WorkloadTimes[];
}

const warmUpRounds = 2;
const roundsByParts = 5;

/** Times both models on every workload, round by round in turn, so that neither has the quieter machine. */
export async function measure(packages: Packages, platform: Platform, rounds: number): Promise<Measurement> {
  const stopwatch = new Stopwatch(platform.clock);
  const watched = stopwatch.watch(platform);
  const begun = platform.clock.now();
  const ours = await loadPackage(packages.ours, watched);
  await platform.clock.pause();
  const loadMilliseconds = platform.clock.now() - begun;
  const heapBytes = ours.heapBytes();
  const openReference = packages.reference && (await loadReference(packages.reference, watched));

  const results: WorkloadTimes[] = [];
  for (const { name, rows, everyNthRound, prepare } of workloads(ours.maxRows)) {
    const own = new Subject(await prepare(() => ours.open()));
    const other = openReference && new Subject(await prepare(openReference));
    const subjects = other ? [own, other] : [own];
    for (let round = 0; round < warmUpRounds; round++) {
      for (const { workload } of subjects) await workload.run();
    }
    for (let round = 0; round < Math.ceil(rounds / everyNthRound); round++) {
      for (const { workload, times } of subjects) times.push(await stopwatch.time(() => workload.run()));
    }
    for (let round = 0; round < roundsByParts; round++) {
      for (const { workload, parts } of subjects) parts.push(await stopwatch.timeParts(() => workload.run()));
    }
    for (const { workload } of subjects) workload.close();
    results.push({ workload: name, rows, ours: own.result(), reference: other?.result() ?? null });
  }
  return { loadMilliseconds, heapBytes, workloads: results };
}

class Subject {
  readonly workload: PreparedWorkload;
  readonly times: number[] = [];
  readonly parts: PartTimes[] = [];

  constructor(workload: PreparedWorkload) {
    this.workload = workload;
  }

  result(): SubjectTimes {
    const part = (of: keyof PartTimes) => median(this.parts.map((parts) => parts[of]));
    return {
      rounds: this.times,
      parts: { embed: part("embed"), layers: part("layers"), head: part("head") },
    };
  }
}
