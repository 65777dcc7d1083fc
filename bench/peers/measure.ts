/**
 * Runs all subjects on all workloads, round by round in turn, so that none has the quieter machine.
 *
 * @module
 */
import type { Generation, Prompt, Subject } from "./subject.ts";
import { type Workload, workloads } from "./workload.ts";

export interface SubjectRounds {
  readonly name: string;
  readonly version: string;
  readonly rounds: readonly Generation[];
}

export interface WorkloadRounds {
  readonly workload: Workload;
  /** In tokens. */
  readonly promptTokens: number;
  readonly subjects: readonly SubjectRounds[];
}

/** @param report - told what is being done */
export async function measure(
  subjects: readonly Subject[],
  promptOf: (workload: Workload) => Prompt,
  rounds: number,
  report: (line: string) => void,
): Promise<WorkloadRounds[]> {
  const results: WorkloadRounds[] = [];
  for (const workload of workloads) {
    const prompt = promptOf(workload);
    const measured = subjects.map(({ name, version }) => ({ name, version, rounds: [] as Generation[] }));
    const counted = Math.ceil(rounds / workload.everyNthRound);
    for (let round = -workload.warmUps; round < counted; round++) {
      for (const [index, subject] of subjects.entries()) {
        const generation = await subject.generate(prompt, workload.paths, workload.tokens);
        const [first, rest] = [generation.first, generation.rest].map(Math.round);
        report(`${workload.name}, round ${round + 1}, ${subject.name}: ${first} + ${rest} ms`);
        if (round >= 0) measured[index]?.rounds.push(generation);
      }
    }
    results.push({ workload, promptTokens: prompt.ids.length, subjects: measured });
  }
  return results;
}
