/**
 * From rounds to speeds, ratios and a table.
 *
 * @module
 */
import { median } from "../report/statistics.ts";
import { formatTable } from "../report/table.ts";
import type { SubjectRounds, WorkloadRounds } from "./measure.ts";
import type { Generation } from "./subject.ts";
import type { Workload } from "./workload.ts";

export interface SubjectSpeed {
  readonly name: string;
  /** Tokens a second: of the prompt, or of all paths together after their first tokens. Median over the rounds. */
  readonly tokensPerSecond: number;
  /** Seconds from the request to the last token. */
  readonly seconds: number;
  /** How many times as fast the first subject is: the median over the rounds, each with its neighbour. */
  readonly ratio: number;
  /** The same of the seconds. */
  readonly ratioOfWhole: number;
  readonly text: string;
}

export interface WorkloadSpeeds {
  readonly workload: string;
  readonly promptTokens: number;
  readonly paths: number;
  readonly tokens: number;
  readonly aim: number;
  /** The ratio to the fastest of the others. */
  readonly ratioToBest: number;
  readonly subjects: readonly SubjectSpeed[];
}

export function speedsOf({ workload, promptTokens, subjects }: WorkloadRounds): WorkloadSpeeds {
  const { name, paths, tokens, aim } = workload;
  const own = subjects[0]?.rounds ?? [];
  const speeds = subjects.map((subject) => speedOf(workload, promptTokens, subject, own));
  const ratioToBest = Math.min(...speeds.slice(1).map(({ ratio }) => ratio));
  return { workload: name, promptTokens, paths, tokens, aim, ratioToBest, subjects: speeds };
}

function speedOf(
  workload: Workload,
  promptTokens: number,
  { name, rounds }: SubjectRounds,
  own: readonly Generation[],
): SubjectSpeed {
  const timed = (generation: Generation) => (workload.ofPrompt ? generation.first : generation.rest);
  const counted = workload.ofPrompt ? promptTokens : workload.paths * (workload.tokens - 1);
  const ratio = (time: (generation: Generation) => number) =>
    median(rounds.flatMap((round, index) => (own[index] ? [time(round) / time(own[index])] : [])));
  return {
    name,
    tokensPerSecond: median(rounds.map((round) => (1000 * counted) / timed(round))),
    seconds: median(rounds.map(whole)) / 1000,
    ratio: ratio(timed),
    ratioOfWhole: ratio(whole),
    text: rounds.at(-1)?.text ?? "",
  };
}

function whole({ first, rest }: Generation): number {
  return first + rest;
}

/** Tiller's speed on several paths, to that of the fastest peer on one. */
export function ratioToOnePath(speeds: readonly WorkloadSpeeds[]): number {
  const several = speeds.find(({ paths }) => paths > 1)?.subjects[0]?.tokensPerSecond ?? Number.NaN;
  const one = speeds.find(({ paths, tokens }) => paths === 1 && tokens > 1)?.subjects.slice(1) ?? [];
  return several / Math.max(...one.map(({ tokensPerSecond }) => tokensPerSecond));
}

/** One row a workload and subject; the ratio is Tiller's speed to the row's. */
export function speedTable(speeds: readonly WorkloadSpeeds[]): string {
  const header = ["workload", "subject", "tok/s", "Tiller is", "s, all", "Tiller is", "aim", ""];
  const rows = speeds.flatMap(({ workload, aim, ratioToBest, subjects }) =>
    subjects.map(({ name, tokensPerSecond, seconds, ratio, ratioOfWhole }, index) => {
      const verdict = index === 0 ? [`≥ ${aim} ×`, ratioToBest >= aim ? "met" : "MISSED"] : [];
      return [
        index === 0 ? workload : "",
        name,
        tokensPerSecond.toFixed(1),
        index === 0 ? "" : `${ratio.toFixed(2)} ×`,
        seconds.toFixed(2),
        index === 0 ? "" : `${ratioOfWhole.toFixed(2)} ×`,
        ...verdict,
      ];
    }),
  );
  return formatTable(header, rows);
}
