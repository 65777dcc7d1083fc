/**
 * Every strategy on every item.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { type LoadedModel, loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { answerItem, type Task } from "./answer-item.ts";
import type { Evaluation } from "./evaluation.ts";
import type { EvaluationOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import type { EvaluationRecord } from "./record.ts";
import { ResultsFile } from "./results-file.ts";

/**
 * Answers the items one by one, each by all strategies in turn, so that whatever slows the machine down
 * slows all of them down; records go to the results file as they come. Returns them in order, and which
 * model answered.
 */
export async function answerAll(
  evaluation: Evaluation,
  options: EvaluationOptions,
  items: readonly unknown[],
) {
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  const tasks = tasksFor(evaluation, options, items, model);
  const file = new ResultsFile(options.out);
  const known = new Map<string, EvaluationRecord>();
  if (options.resume) for (const record of await file.resume()) known.set(record.key, record);
  else await file.clear();

  const missing = tasks.filter(({ key }) => !known.has(key));
  const progress = new Progress(missing.length);
  for (const [done, task] of missing.entries()) {
    const record = await answerItem(evaluation, task, model);
    known.set(task.key, record);
    await file.append(record);
    progress.report(done + 1, `item ${task.index + 1} of ${items.length}, ${task.strategy.label}`);
  }
  return {
    records: tasks.flatMap(({ key }) => known.get(key) ?? []),
    model: { name: model.name, fingerprint: fingerprint(model.manifest) },
  };
}

function tasksFor(
  evaluation: Evaluation,
  { strategies, seed }: EvaluationOptions,
  items: readonly unknown[],
  model: LoadedModel,
): Task[] {
  const modelFingerprint = fingerprint(model.manifest);
  return items.flatMap((item, index) => {
    const ask = evaluation.ask(item);
    return strategies.map((strategy): Task => {
      const own = { index, item, ask, strategy, seed: seed + index };
      return { ...own, key: fingerprint([modelFingerprint, ask, strategy.search, own.seed]) };
    });
  });
}

function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
