/**
 * The options of `npm run eval`.
 *
 * @module
 */
import { parseOptions, wholeNumber } from "../bench/command.ts";
import { CommandError } from "../bench/command-error.ts";
import { beside } from "./beside.ts";
import type { Evaluation } from "./evaluation.ts";
import { type NamedStrategy, readStrategies } from "./strategy-spec.ts";

export interface EvaluationOptions {
  /** The file of items; null where none was named. */
  data: string | null;
  out: string;
  /** The file of records, which a run may be resumed from. */
  records: string;
  json: string | undefined;
  /** The folder of the model package. */
  model: string;
  strategies: NamedStrategy[];
  limit: number | undefined;
  seed: number;
  /** Most items that are answered at once. */
  concurrency: number;
  resume: boolean;
  /** The groups of items that are wanted; undefined for all. */
  groups: readonly string[] | undefined;
}

const string = { type: "string" } as const;

/** @throws CommandError for an option that is missing, unknown or malformed */
export function readOptions(evaluation: Evaluation, args: string[]): EvaluationOptions {
  const values: Record<string, string | boolean | undefined> = parseOptions(args, {
    data: string,
    out: string,
    ...(evaluation.response && { records: string }),
    json: string,
    model: string,
    strategies: string,
    limit: string,
    seed: string,
    concurrency: string,
    resume: { type: "boolean" },
    [evaluation.group.option]: string,
  });
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  const out = text("out");
  if (out === undefined) throw new CommandError("--out FILE is needed: where the results go");
  const limit = text("limit");
  const concurrency = text("concurrency");
  return {
    data: text("data") ?? null,
    out,
    records: text("records") ?? (evaluation.response ? beside(out, "records", ".jsonl") : out),
    json: text("json"),
    model: text("model") ?? "models/smollm2-135m-instruct",
    strategies: readStrategies(text("strategies") ?? "greedy,best_of_n,deal"),
    limit: limit === undefined ? undefined : wholeNumber("limit", limit, 1),
    seed: wholeNumber("seed", text("seed") ?? "1", 0),
    concurrency:
      concurrency === undefined ? evaluation.concurrency : wholeNumber("concurrency", concurrency, 1),
    resume: values.resume === true,
    groups: text(evaluation.group.option)?.split(","),
  };
}
