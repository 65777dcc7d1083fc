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

/** Whether it was dropped, or only considered so far: what is drawn small. */
export function isMinor({ state, rows }: Pick<TraceNode, "state" | "rows">): boolean {
  return state === "dropped" || (state === "open" && rows === 0);
}

/** Of what surrounds a label, between two columns, and of a node, in CSS pixels at a scale of 1. */
export const labelMetrics = { padding: 7, gap: 20, rowHeight: 27, height: 22 };

/** In CSS pixels. */
export function labelSize(node: Pick<TraceNode, "state" | "rows">): number {
  return isMinor(node) ? 11 : 13;
}

/** In CSS pixels, of the label with what surrounds it; a character of a monospaced font is 0.6 em wide. */
export function labelWidth(node: TraceNode): number {
  return [...nodeLabel(node)].length * 0.6 * labelSize(node) + 2 * labelMetrics.padding;
}

/** Where the column of each depth begins, in CSS pixels; the last is where the tree ends. */
export function columnStarts(nodes: readonly TraceNode[]): number[] {
  const widths: number[] = [];
  for (const node of nodes) widths[node.depth] = Math.max(widths[node.depth] ?? 0, labelWidth(node));
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) ?? 0) + (width ?? 0) + labelMetrics.gap);
  return starts;
}
