/**
 * Answers in the shape that a public scorer reads.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { beside } from "./beside.ts";
import type { Evaluation } from "./evaluation.ts";
import type { EvaluationRecord } from "./record.ts";

/**
 * Writes each strategy's answers as JSON Lines, in the order of the records: to `out` where there is one
 * strategy, and beside it, under the strategies' labels, where there are more. Does nothing for an
 * evaluation that knows no such shape.
 */
export async function writeResponses(
  { response }: Evaluation,
  out: string,
  labels: readonly string[],
  records: readonly EvaluationRecord[],
): Promise<void> {
  if (!response) return;
  for (const label of labels) {
    const own = records.filter(({ strategy }) => strategy === label);
    const lines = own.map(({ item, text }) => `${JSON.stringify(response(item, text))}\n`);
    await writeFile(labels.length === 1 ? out : beside(out, label), lines.join(""));
  }
}
