/**
 * From times to speeds and ratios.
 *
 * @module
 */
import { median } from "../report/statistics.ts";
import type { WorkloadTimes } from "./measure.ts";

/** Medians over the rounds. */
export interface Speed {
  milliseconds: number;
  tokensPerSecond: number;
}

export interface ComparedSpeed extends Pick<WorkloadTimes, "workload" | "rows" | "differing" | "logits"> {
  kernels: Speed;
  graphs: Speed;
  /** How many times as fast the kernels are, the median over the rounds, each with its neighbour. */
  timesAsFast: number;
}

/** The speed on one workload. */
export function speedOf({ kernels, graphs, ...workload }: WorkloadTimes): ComparedSpeed {
  const ratios = kernels.map((own, round) => (graphs[round] ?? Number.NaN) / own);
  return {
    ...workload,
    kernels: speed(workload.rows, kernels),
    graphs: speed(workload.rows, graphs),
    timesAsFast: median(ratios),
  };
}

function speed(rows: number, times: readonly number[]): Speed {
  const milliseconds = median(times);
  return { milliseconds, tokensPerSecond: (rows / milliseconds) * 1000 };
}
