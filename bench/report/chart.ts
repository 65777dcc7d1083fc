/**
 * Charts as SVG.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { type EChartsOption, init } from "echarts";

export interface ChartOption extends EChartsOption {
  /** In pixels. */
  height?: number;
}

/** Draws `option` without a browser and writes it to `file`. */
export async function writeChart(file: string, { height = 440, ...option }: ChartOption): Promise<void> {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 720, height });
  try {
    chart.setOption({ animation: false, backgroundColor: "#fff", ...option });
    await writeFile(file, chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}
