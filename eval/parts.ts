/**
 * Scores of the parts of answers, for evaluations whose answers have some.
 *
 * @module
 */
import { type Estimate, estimateMean, estimateShare } from "../bench/report/statistics.ts";
import { formatTable } from "../bench/report/table.ts";
import type { Evaluation, Part } from "./evaluation.ts";
import type { EvaluationRecord } from "./record.ts";

export interface PartSummary {
  strategy: string;
  /** The kind of parts that this is about; null for all. */
  kind: string | null;
  count: number;
  measures: Record<string, Estimate>;
}

type PartScores = NonNullable<Evaluation["parts"]>;

/** All parts of each strategy first, then kind by kind, the strategies beside each other. */
export function summariseParts(
  parts: PartScores,
  strategies: readonly string[],
  records: readonly EvaluationRecord[],
): PartSummary[] {
  const byStrategy = strategies.map((strategy) => ({
    strategy,
    scored: records
      .filter((record) => record.strategy === strategy)
      .flatMap(({ item, text }) => parts.of(item, text)),
  }));
  const kinds = [...new Set(byStrategy.flatMap(({ scored }) => scored.map(({ kind }) => kind)))].sort();
  return [null, ...kinds].flatMap((kind) =>
    byStrategy.map(({ strategy, scored }) => {
      const own = scored.filter((part) => kind === null || part.kind === kind);
      return { strategy, kind, count: own.length, measures: estimates(parts, own) };
    }),
  );
}

export function partsTable(parts: PartScores, summaries: readonly PartSummary[]): string {
  const header = [parts.label, "strategy", "number", ...parts.measures.map(({ label }) => label)];
  const rows = summaries.map(({ strategy, kind, count, measures }) => [
    kind ?? "all",
    strategy,
    String(count),
    ...parts.measures.map(({ name }) => measures[name]?.mean.toFixed(3) ?? ""),
  ]);
  return formatTable(header, rows);
}

function estimates({ measures }: PartScores, scored: readonly Part[]): Record<string, Estimate> {
  return Object.fromEntries(
    measures.map(({ name, kind }) => {
      const values = scored.map((part) => part.measures[name] ?? Number.NaN);
      return [name, kind === "share" ? estimateShare(values) : estimateMean(values)];
    }),
  );
}
