/**
 * One measure against another, where more of the one costs some of the other: one point a strategy.
 *
 * @module
 */
import type { SeriesOption } from "echarts";
import { writeChart } from "../bench/report/chart.ts";
import type { Estimate } from "../bench/report/statistics.ts";
import type { Evaluation, TradeOff } from "./evaluation.ts";
import { lookOf } from "./looks.ts";
import type { StrategySummary } from "./summary.ts";

interface Point {
  strategy: string;
  /** Estimates of `x`, which is the abscissa, and of `y`. */
  x: Estimate;
  y: Estimate;
}

/** Draws what the strategies make of the two measures, with the intervals of both, as SVG. */
export async function drawTradeOff(
  file: string,
  evaluation: Evaluation,
  { x, y }: TradeOff,
  summaries: readonly StrategySummary[],
): Promise<void> {
  const labelOf = (measure: string) => evaluation.measures.find(({ name }) => name === measure)?.label ?? "";
  const points = summaries.flatMap(({ strategy, measures }): Point[] => {
    const [across, up] = [measures[x], measures[y]];
    return across && up ? [{ strategy, x: across, y: up }] : [];
  });
  const items = summaries[0]?.items ?? 0;
  await writeChart(file, {
    title: {
      text: `${evaluation.name}: ${labelOf(y)} against ${labelOf(x)} (${items} items, 95 % intervals)`,
      left: "center",
      textStyle: { fontSize: 14 },
    },
    legend: { data: points.map(({ strategy }) => strategy), top: 32, left: 56, right: 24, itemGap: 14 },
    grid: { left: 72, right: 32, top: 96, bottom: 64 },
    xAxis: { ...axis(labelOf(x)), nameGap: 32 },
    yAxis: { ...axis(labelOf(y)), nameGap: 48 },
    series: points.flatMap(seriesOf),
  });
}

function axis(name: string) {
  return { type: "value" as const, name, nameLocation: "middle" as const, scale: true };
}

function seriesOf({ strategy, x, y }: Point, index: number): SeriesOption[] {
  const { color, symbol } = lookOf(index);
  const interval = (...data: [number, number][]): SeriesOption => ({
    type: "line",
    data,
    symbol: "none",
    lineStyle: { color, width: 1, opacity: 0.5 },
  });
  return [
    {
      type: "scatter",
      name: strategy,
      data: [[x.mean, y.mean]],
      symbol,
      symbolSize: 10,
      itemStyle: { color },
    },
    interval([x.low, y.mean], [x.high, y.mean]),
    interval([x.mean, y.low], [x.mean, y.high]),
  ];
}
