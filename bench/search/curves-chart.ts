/**
 * Reward against budget, as SVG.
 *
 * @module
 */
import { writeChart } from "../report/chart.ts";
import type { Curve } from "./curves.ts";

/** One line a strategy, the first one thick; the first's intervals stand behind it. */
export async function drawCurves(file: string, title: string, curves: readonly Curve[]): Promise<void> {
  const [first] = curves;
  await writeChart(file, {
    title: { text: title, left: "center", textStyle: { fontSize: 14 } },
    legend: { bottom: 0 },
    grid: { left: 64, right: 24, top: 48, bottom: 88 },
    xAxis: {
      type: "log",
      name: "budget: forward tokens beside the prompt's (log scale)",
      nameLocation: "middle",
      nameGap: 28,
    },
    yAxis: { type: "value", name: "mean reward", nameLocation: "middle", nameGap: 44, min: 0, scale: true },
    series: [
      ...curves.map(({ strategy, points }, index) => ({
        type: "line" as const,
        name: strategy,
        data: points.map(({ budget, reward }) => [budget, reward.mean]),
        symbolSize: 6,
        lineStyle: { width: index === 0 ? 3 : 1 },
      })),
      ...(first?.points ?? []).map(({ budget, reward: { low, high } }) => ({
        type: "line" as const,
        data: [low, high].map((value) => [budget, value]),
        symbol: "none",
        lineStyle: { color: "#999", width: 1 },
      })),
    ],
  });
}
