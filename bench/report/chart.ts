/**
 * Charts as SVG.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { type EChartsOption, init } from "echarts";

/** Draws `option` without a browser and writes it to `file`. */
export async function writeChart(file: string, option: EChartsOption): Promise<void> {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 720, height: 440 });
  try {
    chart.setOption({ animation: false, backgroundColor: "#fff", ...option });
    await writeFile(file, chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}
