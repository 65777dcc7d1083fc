/**
 * The summary as people read it.
 *
 * @module
 */
import { type Estimate, formatEstimate } from "../bench/report/statistics.ts";
import { formatTable } from "../bench/report/table.ts";
import type { Evaluation } from "./evaluation.ts";
import type { StrategySummary } from "./summary.ts";

/** One row a strategy, with 95 % intervals in brackets. */
export function resultsTable(evaluation: Evaluation, summaries: readonly StrategySummary[]): string {
  const grouped = summaries.some(({ group }) => group !== null);
  const header = [
    "strategy",
    ...(grouped ? [evaluation.group.option] : []),
    "items",
    ...evaluation.measures.map(({ label }) => label),
    "log p/token",
    "not looping",
    "looping",
    "forward tokens",
    "with prompt",
    "reward calls",
    "steps",
    "seconds",
  ];
  const rows = summaries.map((summary) => [
    summary.strategy,
    ...(grouped ? [summary.group ?? "all"] : []),
    String(summary.items),
    ...evaluation.measures.map(({ name }) => withInterval(summary.measures[name], 3)),
    withInterval(summary.log_probability_per_token, 2),
    summary.log_probability_per_token_not_looping.mean.toFixed(2),
    summary.looping.mean.toFixed(3),
    withInterval(summary.forward_tokens_without_prompt, 0),
    summary.forward_tokens.mean.toFixed(0),
    summary.reward_calls.mean.toFixed(1),
    summary.steps.mean.toFixed(1),
    summary.seconds.mean.toFixed(2),
  ]);
  return formatTable(header, rows);
}

function withInterval(estimate: Estimate | undefined, digits: number): string {
  return estimate ? formatEstimate(estimate, digits) : "";
}
