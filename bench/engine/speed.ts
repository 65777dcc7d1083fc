/**
 * From times to speeds and ratios.
 *
 * @module
 */
import { median } from "../report/statistics.ts";
import type { SubjectTimes, WorkloadTimes } from "./measure.ts";
import type { PartTimes } from "./stopwatch.ts";

export interface Speed {
  workload: string;
  rows: number;
  milliseconds: number;
  tokensPerSecond: number;
  parts: PartTimes;
  reference: {
    milliseconds: number;
    parts: PartTimes;
    /** Ours by the reference's, the median over the rounds, each with its neighbour. */
    ratio: number;
    /**
     * The same with the reference freed of the half of its front that it computes for nothing: as if its
     * look-up took as long as ours.
     */
    strictRatio: number;
  } | null;
}

/** The speed on one workload. */
export function speedOf({ workload, rows, ours, reference }: WorkloadTimes): Speed {
  const milliseconds = median(ours.rounds);
  return {
    workload,
    rows,
    milliseconds,
    tokensPerSecond: (rows / milliseconds) * 1000,
    parts: ours.parts,
    reference: reference && compare(ours, reference),
  };
}

function compare(ours: SubjectTimes, reference: SubjectTimes): Speed["reference"] {
  const waste = Math.max(0, reference.parts.embed - ours.parts.embed);
  const ratio = (saved: number) =>
    median(ours.rounds.map((own, round) => own / ((reference.rounds[round] ?? Number.NaN) - saved)));
  return {
    milliseconds: median(reference.rounds),
    parts: reference.parts,
    ratio: ratio(0),
    strictRatio: ratio(waste),
  };
}
