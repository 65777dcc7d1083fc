/**
 * The tree in words: where each of its branches ended, and why.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import { stateInWords } from "./node-words.ts";
import type { TreeStore } from "./tree-store.ts";

export interface BranchEnd {
  readonly text: string;
  readonly fate: string;
  readonly logprob: number;
  readonly reward: number | null;
  readonly tokens: number;
}

export interface Branches {
  readonly ends: readonly BranchEnd[];
  /** Ends that are not listed. */
  readonly more: number;
}

/** The ends of branches that took a forward step, and of those that were scored; what mattered most first. */
export function branchesOf(store: TreeStore, isRunning: boolean, most: number): Branches {
  const nodes = store.all();
  const counts = nodes.filter(({ parent, rows, reward }) => parent !== null && (rows > 0 || reward !== null));
  const goOn = new Set(counts.map(({ parent }) => parent));
  const ends = counts
    .filter(({ id, reward }) => reward !== null || !goOn.has(id))
    .sort((a, b) => rank(a) - rank(b) || (b.reward ?? -1) - (a.reward ?? -1) || b.depth - a.depth);
  return {
    ends: ends.slice(0, most).map((node) => ({
      text: store.textTo(node),
      fate: stateInWords(node, isRunning),
      logprob: node.path_logprob,
      reward: node.reward,
      tokens: node.depth,
    })),
    more: Math.max(0, ends.length - most),
  };
}

function rank({ state }: TraceNode): number {
  return ["returned", "finished", "open", "dropped"].indexOf(state);
}

/** How many nodes the tree has and what became of them, in one line. */
export function countInWords(nodes: readonly TraceNode[], truncated: number): string {
  const computed = nodes.filter(({ rows }) => rows > 0).length;
  const dropped = nodes.filter(({ state }) => state === "dropped").length;
  const ruledOut = nodes.filter(({ why }) => why === "ruled_out").length;
  return [
    `${nodes.length} tokens considered`,
    `${computed} computed`,
    `${dropped} dropped${ruledOut > 0 ? `, ${ruledOut} of them not allowed` : ""}`,
    truncated > 0 && `${truncated} more not shown`,
  ]
    .filter((part) => part !== false)
    .join(" · ");
}
