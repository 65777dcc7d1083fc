/**
 * Quality against cost: one point a strategy, and a line through those of one strategy with several budgets.
 *
 * @module
 */
import { writeChart } from "../bench/report/chart.ts";
import type { Evaluation } from "./evaluation.ts";
import type { StrategySummary } from "./summary.ts";

/** Draws the evaluation's headline measure, with its interval, against forward tokens (logarithmic) as SVG. */
export async function drawFront(
  file: string,
  evaluation: Evaluation,
  summaries: readonly StrategySummary[],
): Promise<void> {
  const headline = evaluation.measures.find(({ name }) => name === evaluation.headline);
  const points = summaries.flatMap(
    ({ strategy, measures, forward_tokens_without_prompt: { mean: cost } }) => {
      const quality = measures[evaluation.headline];
      return quality ? [{ strategy, cost, quality }] : [];
    },
  );
  await writeChart(file, {
    title: {
      text: `${evaluation.name}: ${evaluation.description} (${summaries[0]?.items ?? 0} items, 95 % intervals)`,
      left: "center",
      textStyle: { fontSize: 14 },
    },
    grid: { left: 64, right: 40, top: 56, bottom: 56 },
    xAxis: {
      type: "log",
      name: "forward tokens an answer, without the prompt (log scale)",
      nameLocation: "middle",
      nameGap: 32,
    },
    yAxis: {
      type: "value",
      name: headline?.label ?? "",
      nameLocation: "middle",
      nameGap: 44,
      min: 0,
      max: 1,
    },
    series: [
      {
        type: "scatter",
        symbolSize: 10,
        data: points.map(({ strategy, cost, quality }) => ({ name: strategy, value: [cost, quality.mean] })),
        label: { show: true, position: "right", formatter: "{b}", fontSize: 12 },
        labelLayout: { moveOverlap: "shiftY" },
      },
      ...[...Map.groupBy(points, ({ strategy }) => strategy.split("@")[0]).values()].map((group) => ({
        type: "line" as const,
        data: group.toSorted((a, b) => a.cost - b.cost).map(({ cost, quality }) => [cost, quality.mean]),
        symbol: "none",
        lineStyle: { width: 1 },
      })),
      ...points.map(({ cost, quality: { low, high } }) => ({
        type: "line" as const,
        data: [low, high].map((value) => [cost, value]),
        symbol: "none",
        lineStyle: { color: "#999", width: 1 },
      })),
    ],
  });
}
