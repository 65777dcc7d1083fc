/**
 * Quality and fluency against cost: one point a strategy, and a line through those of one strategy with several budgets.
 *
 * @module
 */
import type { SeriesOption, XAXisComponentOption } from "echarts";
import { writeChart } from "../bench/report/chart.ts";
import type { Estimate } from "../bench/report/statistics.ts";
import type { Evaluation } from "./evaluation.ts";
import { lookOf } from "./looks.ts";
import type { StrategySummary } from "./summary.ts";

/**
 * Draws the evaluation's headline measure, and below it the log-probability a token, both with their intervals,
 * against forward tokens (logarithmic) as SVG.
 */
export async function drawFront(
  file: string,
  evaluation: Evaluation,
  summaries: readonly StrategySummary[],
): Promise<void> {
  const headline = evaluation.measures.find(({ name }) => name === evaluation.headline);
  const panels = [
    {
      label: headline?.label ?? "",
      of: ({ measures }: StrategySummary) => measures[evaluation.headline],
      range: { min: 0, max: 1 },
    },
    {
      label: "log p a token, not looping",
      of: (summary: StrategySummary) => summary.log_probability_per_token_not_looping,
      range: { scale: true },
    },
  ];
  const names = [...new Set(summaries.map(nameOf))];
  await writeChart(file, {
    height: 640,
    title: {
      text: `${evaluation.name}: ${evaluation.description} (${summaries[0]?.items ?? 0} items, 95 % intervals)`,
      left: "center",
      textStyle: { fontSize: 14 },
    },
    legend: { data: names, top: 32, left: 56, right: 24, itemGap: 14 },
    grid: [
      { left: 72, right: 32, top: 112, height: 210 },
      { left: 72, right: 32, top: 366, height: 210 },
    ],
    xAxis: panels.map((_, gridIndex) => costAxis(gridIndex, gridIndex === panels.length - 1)),
    yAxis: panels.map(({ label, range }, gridIndex) => ({
      type: "value" as const,
      gridIndex,
      name: label,
      nameLocation: "middle" as const,
      nameGap: 48,
      ...range,
    })),
    series: panels.flatMap(({ of }, panel) =>
      names.flatMap((name, index) => {
        const own = summaries.filter((summary) => nameOf(summary) === name);
        return seriesOf(name, index, panel, own, of);
      }),
    ),
  });
}

/** Budgets of one strategy are points of one line. */
function nameOf({ strategy }: StrategySummary): string {
  return strategy.split("@")[0] ?? strategy;
}

function costAxis(gridIndex: number, isNamed: boolean): XAXisComponentOption {
  return {
    type: "log",
    gridIndex,
    name: isNamed ? "forward tokens an answer, without the prompt (log scale)" : "",
    nameLocation: "middle",
    nameGap: 32,
  };
}

function seriesOf(
  name: string,
  index: number,
  panel: number,
  summaries: readonly StrategySummary[],
  of: (summary: StrategySummary) => Estimate | undefined,
): SeriesOption[] {
  const axes = { xAxisIndex: panel, yAxisIndex: panel };
  const { color, symbol } = lookOf(index);
  const points = summaries
    .flatMap((summary) => {
      const quality = of(summary);
      return quality ? [{ cost: summary.forward_tokens_without_prompt.mean, quality }] : [];
    })
    .toSorted((a, b) => a.cost - b.cost);
  return [
    {
      type: "line",
      name,
      ...axes,
      data: points.map(({ cost, quality }) => [cost, quality.mean]),
      symbol,
      symbolSize: 10,
      itemStyle: { color },
      lineStyle: { color, width: 1 },
    },
    ...points.map(({ cost, quality: { low, high } }) => ({
      type: "line" as const,
      ...axes,
      data: [low, high].map((value) => [cost, value]),
      symbol: "none",
      lineStyle: { color, width: 1, opacity: 0.5 },
    })),
  ];
}
