/**
 * Speeds as people read them.
 *
 * @module
 */
import { mebibytes } from "../report/mebibytes.ts";
import { formatTable } from "../report/table.ts";
import type { Loading, Measurement } from "./measure.ts";
import type { ComparedSpeed, Speed } from "./speed.ts";

/** What was measured in one runtime. */
export interface RuntimeSpeeds extends Omit<Measurement, "workloads"> {
  runtime: string;
  workloads: ComparedSpeed[];
}

const header = ["runtime", "workload", "ms", "tok/s", "graphs, ms", "tok/s", "faster", "other logits"];

/** One row a runtime and workload, and a line a runtime on loading. */
export function speedTable(runtimes: readonly RuntimeSpeeds[]): string {
  const rows = runtimes.flatMap(({ runtime, workloads }) =>
    workloads.map(({ workload, kernels, graphs, timesAsFast, differing, logits }) => [
      runtime,
      workload,
      ...cells(kernels),
      ...cells(graphs),
      `${timesAsFast.toFixed(2)} ×`,
      `${differing} of ${logits}`,
    ]),
  );
  const loading = runtimes.map(
    ({ runtime, kernels, graphs }) =>
      `${runtime}: loaded in ${loadingOf(kernels)}; graphs in ${loadingOf(graphs)}`,
  );
  const explanation =
    "graphs: the same package on ONNX Runtime; faster: how many times, the median over the rounds";
  return [formatTable(header, rows), ...loading, explanation].join("\n");
}

function cells({ milliseconds, tokensPerSecond }: Speed): string[] {
  return [milliseconds.toFixed(1), tokensPerSecond.toFixed(1)];
}

function loadingOf({ milliseconds, heapBytes }: Loading): string {
  return `${(milliseconds / 1000).toFixed(1)} s, ${mebibytes(heapBytes)} MiB of WASM memory`;
}
