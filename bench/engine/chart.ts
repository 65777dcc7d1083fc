/**
 * Tokens a second against rows a step.
 *
 * @module
 */
import { writeChart } from "../report/chart.ts";
import type { RuntimeSpeeds } from "./speed-table.ts";

/** Draws two lines a runtime: the kernels, and the graphs that ran beside them. */
export async function drawSpeeds(file: string, runtimes: readonly RuntimeSpeeds[]): Promise<void> {
  const series = runtimes.flatMap(({ runtime, workloads }) => {
    const steps = workloads.filter(({ workload }) => !workload.startsWith("prefill"));
    const line = (name: string, dashed: boolean, data: [number, number][]) => ({
      type: "line" as const,
      name,
      data,
      lineStyle: { type: dashed ? ("dashed" as const) : ("solid" as const) },
    });
    const points = (of: "kernels" | "graphs") =>
      steps.map((speed): [number, number] => [speed.rows, speed[of].tokensPerSecond]);
    return [
      line(`kernels, ${runtime}`, false, points("kernels")),
      line(`graphs, ${runtime}`, true, points("graphs")),
    ];
  });
  await writeChart(file, {
    title: { text: "Speed by rows a step, WASM on one thread", left: "center", textStyle: { fontSize: 14 } },
    legend: { bottom: 0, itemGap: 28 },
    grid: { left: 64, right: 32, top: 48, bottom: 80 },
    xAxis: {
      type: "log",
      logBase: 2,
      min: 1,
      max: 32,
      name: "rows a step (log scale)",
      nameLocation: "middle",
      nameGap: 28,
    },
    yAxis: { type: "value", min: 0, name: "tokens a second", nameLocation: "middle", nameGap: 44 },
    series,
  });
}
