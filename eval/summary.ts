/**
 * From the records of a run to one line a strategy.
 *
 * @module
 */
import { type Estimate, estimateMean, estimateShare } from "../bench/report/statistics.ts";
import type { Evaluation } from "./evaluation.ts";
import type { EvaluationRecord } from "./record.ts";

export interface StrategySummary {
  strategy: string;
  /** The group of items this is about; null for all of them. */
  group: string | null;
  items: number;
  measures: Record<string, Estimate>;
  looping: Estimate;
  /** Over the answers that do not loop: repetition is likely, so loops flatter the mean over all. */
  log_probability_per_token_not_looping: Estimate;
  log_probability_per_token: Estimate;
  forward_tokens_without_prompt: Estimate;
  forward_tokens: Estimate;
  reward_calls: Estimate;
  steps: Estimate;
  seconds: Estimate;
  /** Answers that a limit of the budget cut short. */
  exhausted: number;
}

/** One summary for each strategy, in the order of `strategies`. */
export function summarise(
  evaluation: Evaluation,
  strategies: readonly string[],
  records: readonly EvaluationRecord[],
  group: string | null = null,
): StrategySummary[] {
  return strategies.map((strategy) => {
    const own = records.filter(
      (record) =>
        record.strategy === strategy && (group === null || evaluation.group.of(record.item) === group),
    );
    return { strategy, group, ...summariseOne(evaluation, own) };
  });
}

function summariseOne(evaluation: Evaluation, records: readonly EvaluationRecord[]) {
  const mean = (of: (record: EvaluationRecord) => number) => estimateMean(records.map(of));
  const steady = records.filter(({ looping }) => !looping);
  return {
    items: records.length,
    measures: Object.fromEntries(
      evaluation.measures.map(({ name, kind }) => {
        // Not every measure is about every item.
        const values = records.flatMap(({ measures }) => measures[name] ?? []);
        return [name, kind === "share" ? estimateShare(values) : estimateMean(values)];
      }),
    ),
    looping: estimateShare(records.map(({ looping }) => (looping ? 1 : 0))),
    log_probability_per_token_not_looping: estimateMean(
      steady.map((record) => record.log_probability_per_token),
    ),
    log_probability_per_token: mean((record) => record.log_probability_per_token),
    forward_tokens_without_prompt: mean((record) => record.forward_tokens - record.prompt_tokens),
    forward_tokens: mean((record) => record.forward_tokens),
    reward_calls: mean((record) => record.reward_calls),
    steps: mean((record) => record.steps),
    seconds: mean((record) => record.seconds),
    exhausted: records.filter(({ stop_reason }) => stop_reason === "exhausted").length,
  };
}
