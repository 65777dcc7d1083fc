/**
 * What stands on a node, and how wide that makes its column.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";

/** Most characters that stand on a node. */
const mostShown = 12;

/** The token as it is written on a node: without space around it, with signs for what cannot be seen. */
export function nodeLabel({ text, parent, finish }: TraceNode): string {
  if (parent === null) return "prompt";
  if (text === "") return finish === "stop" ? "end" : "…";
  const seen = text.replaceAll("\n", "⏎").trim() || "space";
  const characters = [...seen];
  return characters.length > mostShown ? `${characters.slice(0, mostShown - 1).join("")}…` : seen;
}

/** Of a character, of what surrounds a label, and between two columns, in CSS pixels at a scale of 1. */
export const labelMetrics = { character: 7.2, padding: 7, gap: 26, rowHeight: 24, height: 19 };

export function labelWidth(label: string): number {
  return [...label].length * labelMetrics.character + 2 * labelMetrics.padding;
}

/** Where the column of each depth begins, in CSS pixels; the last is where the tree ends. */
export function columnStarts(nodes: readonly TraceNode[]): number[] {
  const widths: number[] = [];
  for (const node of nodes) {
    widths[node.depth] = Math.max(widths[node.depth] ?? 0, labelWidth(nodeLabel(node)));
  }
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) ?? 0) + (width ?? 0) + labelMetrics.gap);
  return starts;
}
