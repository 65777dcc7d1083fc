/**
 * Speeds as people read them.
 *
 * @module
 */
import { formatTable } from "../report/table.ts";
import type { Measurement } from "./measure.ts";
import type { Speed } from "./speed.ts";

/** What was measured in one runtime. */
export interface RuntimeSpeeds extends Omit<Measurement, "workloads"> {
  runtime: string;
  workloads: Speed[];
}

/** One row a runtime and workload, and a line a runtime on loading. */
export function speedTable(runtimes: readonly RuntimeSpeeds[]): string {
  const compared = runtimes.some(({ workloads }) => workloads.some(({ reference }) => reference));
  const header = ["runtime", "workload", "ms", "tok/s", "embed ms", "layers ms", "head ms"];
  const comparison = ["reference ms", "layers ms", "head ms", "ratio", "strict ratio"];
  const rows = runtimes.flatMap(({ runtime, workloads }) =>
    workloads.map((speed) => [runtime, ...ownCells(speed), ...referenceCells(speed)]),
  );
  const loading = runtimes.map(
    ({ runtime, loadMilliseconds, heapBytes }) =>
      `${runtime}: loaded in ${(loadMilliseconds / 1000).toFixed(1)} s, WASM heap ${(heapBytes / 2 ** 20).toFixed(0)} MiB`,
  );
  const explanation = compared
    ? [
        "ratio: ours by the reference's, median over the rounds; strict: without what the reference's front computes for nothing",
      ]
    : [];
  return [formatTable(compared ? [...header, ...comparison] : header, rows), ...loading, ...explanation].join(
    "\n",
  );
}

function ownCells({ workload, milliseconds, tokensPerSecond, parts }: Speed): string[] {
  return [
    workload,
    milliseconds.toFixed(1),
    tokensPerSecond.toFixed(1),
    parts.embed.toFixed(1),
    parts.layers.toFixed(1),
    parts.head.toFixed(1),
  ];
}

function referenceCells({ reference }: Speed): string[] {
  if (!reference) return [];
  const { milliseconds, parts, ratio, strictRatio } = reference;
  return [
    milliseconds.toFixed(1),
    parts.layers.toFixed(1),
    parts.head.toFixed(1),
    ratio.toFixed(2),
    strictRatio.toFixed(2),
  ];
}
