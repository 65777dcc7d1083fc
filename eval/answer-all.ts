/**
 * Every strategy on every item.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { CommandError } from "../bench/command-error.ts";
import { sharedModel } from "../src/decode/shared-model.ts";
import { type LoadedModel, loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { TillerError } from "../src/spec/tiller-error.ts";
import { answerItem, type Task } from "./answer-item.ts";
import type { Ask, Evaluation } from "./evaluation.ts";
import { inParallel } from "./in-parallel.ts";
import type { EvaluationOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import type { EvaluationRecord } from "./record.ts";
import { ResultsFile } from "./results-file.ts";
import { askedOf, type NamedStrategy } from "./strategy-spec.ts";

/**
 * Answers the items in order, each by all strategies in turn, so that whatever slows the machine down slows
 * all of them down. As many as the options say are answered at once and share the model's steps, which
 * changes no answer. Records go to their file as they come, and stand there in order in the end. Returns
 * them, and which model answered.
 *
 * @throws CommandError naming the item that cannot be asked
 */
export async function answerAll(
  evaluation: Evaluation,
  options: EvaluationOptions,
  items: readonly unknown[],
) {
  const model = await loadPackage(folderReader(options.model), nodePlatform);
  const tasks = tasksFor(evaluation, options, items, model);
  const file = new ResultsFile(options.records);
  const known = new Map<string, EvaluationRecord>();
  if (options.resume) for (const record of await file.resume()) known.set(record.key, record);
  else await file.clear();

  const missing = tasks.filter(({ key }) => !known.has(key));
  const progress = new Progress(missing.length);
  const shared = sharedModel(model, nodePlatform.clock);
  let done = 0;
  await inParallel(missing, options.concurrency, async (task, signal) => {
    const place = `item ${task.index + 1} of ${items.length}, ${task.strategy.label}`;
    const record = await answerItem(evaluation, task, shared, signal).catch((error) => refuse(place, error));
    // Another one has failed, and this answer is half of one.
    if (signal.aborted) return;
    known.set(task.key, record);
    await file.append(record);
    progress.report(++done, place);
  });
  const records = tasks.flatMap(({ key, strategy }) => {
    const record = known.get(key);
    // An earlier run may have written the same strategy in another way.
    return record ? [{ ...record, strategy: strategy.label }] : [];
  });
  await file.replace(records);
  return {
    records,
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
    return strategies.map((strategy): Task => {
      const ask = askedOf(strategy, askOf(evaluation, strategy, item, model));
      const own = { index, item, ask, strategy, seed: seed + index };
      const limit = strategy.forwardTokens === null ? [] : [strategy.forwardTokens];
      return { ...own, key: fingerprint([modelFingerprint, ask, strategy.search, own.seed, ...limit]) };
    });
  });
}

/** @throws CommandError where the evaluation has no such way to ask */
function askOf(
  { name, ask, variants = {} }: Evaluation,
  { label, variant }: NamedStrategy,
  item: unknown,
  model: LoadedModel,
): Ask {
  if (variant === null) return ask(item, model);
  const other = variants[variant];
  if (!other) throw new CommandError(`--strategies ${label}: ${name} has no way to ask called ${variant}`);
  return other(item, model);
}

function refuse(place: string, error: unknown): never {
  if (!(error instanceof TillerError)) throw error;
  throw new CommandError(`${place}: ${[error.param, error.message].filter(Boolean).join(": ")}`);
}

function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
