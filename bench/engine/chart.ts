/**
 * Tokens a second against rows a step.
 *
 * @module
 */
import { writeChart } from "../report/chart.ts";
import type { RuntimeSpeeds } from "./speed-table.ts";

/** Draws one line a runtime, and one more where the reference ran beside it. */
export async function drawSpeeds(file: string, runtimes: readonly RuntimeSpeeds[]): Promise<void> {
  const series = runtimes.flatMap(({ runtime, workloads }) => {
    const steps = workloads.filter(({ workload }) => !workload.startsWith("prefill"));
    const line = (name: string, dashed: boolean, points: [number, number][]) => ({
      type: "line" as const,
      name,
      data: points,
      lineStyle: { type: dashed ? ("dashed" as const) : ("solid" as const) },
    });
    const own = steps.map(({ rows, tokensPerSecond }): [number, number] => [rows, tokensPerSecond]);
    const other = steps.flatMap(({ rows, reference }): [number, number][] =>
      reference ? [[rows, (rows / reference.milliseconds) * 1000]] : [],
    );
    return [
      line(runtime, false, own),
      ...(other.length > 0 ? [line(`reference, ${runtime}`, true, other)] : []),
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
