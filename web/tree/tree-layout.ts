/**
 * Where the nodes of a search tree stand: from left to right by depth, and each path as straight as can be.
 *
 * Of a node's children the weightiest goes on in its row; the others stand above and below it, each as near as the
 * outlines of what stands there already allow. So a long answer with its many discarded candidates is a few rows
 * high, and branches that grew long lie side by side. The outlines are those of Reingold and Tilford, "Tidier
 * Drawings of Trees", 1981, with a node in its child's row in place of the middle.
 *
 * @module
 */
import type { TraceNode } from "../../src/spec/trace.ts";
import { isMinor } from "./node-label.ts";

export interface Place {
  readonly node: TraceNode;
  readonly parent: Place | null;
  /** Where its middle is, downwards from the root's, in the height of a node that was computed. */
  row: number;
}

export interface Layout {
  readonly places: readonly Place[];
  readonly top: number;
  readonly bottom: number;
  /** Of the deepest node. */
  readonly depth: number;
}

interface Branch {
  readonly node: TraceNode;
  readonly children: Branch[];
  size: number;
  offset: number;
  place: Place | null;
  /** The upper and the lower edge at each depth, by the branch's own row; the deepest first, its own last. */
  tops: number[];
  bottoms: number[];
}

/** What was never computed, and so has nothing behind it, needs less room. */
const candidateHeight = 0.62;

/** @param nodes - parents before children; one whose parent is missing is left out, with all that follows it */
export function layOut(nodes: readonly TraceNode[]): Layout {
  const branches = new Map<number, Branch>();
  for (const node of nodes) {
    const parent = node.parent === null ? null : branches.get(node.parent);
    if (parent === undefined || (parent === null && branches.size > 0)) continue;
    const branch = { node, children: [], size: 1, offset: 0, place: null, tops: [], bottoms: [] };
    branches.set(node.id, branch);
    parent?.children.push(branch);
  }
  const ordered = [...branches.values()];
  for (const branch of ordered.toReversed()) arrange(branch);
  const places = ordered.map((branch) => place(branch, branches));
  const [root] = ordered;
  return {
    places,
    top: root ? Math.min(...root.tops) : 0,
    bottom: root ? Math.max(...root.bottoms) : 0,
    depth: places.reduce((most, { node }) => Math.max(most, node.depth), 0),
  };
}

/** Gives each child its row, by the branch's own, and the branch its outline. */
function arrange(branch: Branch): void {
  const { children } = branch;
  children.sort(byWeight);
  const [main, ...others] = children;
  branch.size += children.reduce((sum, { size }) => sum + size, 0);
  branch.tops = main?.tops ?? [];
  branch.bottoms = main?.bottoms ?? [];
  // Short ones next to the path, where they fit between it and what grew long.
  for (const child of others.sort((a, b) => a.tops.length - b.tops.length || byWeight(a, b))) {
    const below = room(child, (depth) => at(branch.bottoms, depth) - at(child.tops, depth));
    const above = room(child, (depth) => at(child.bottoms, depth) - at(branch.tops, depth));
    child.offset = below <= above ? below : -above;
    widen(branch, child);
  }
  const half = heightOf(branch.node) / 2;
  branch.tops.push(-half);
  branch.bottoms.push(half);
}

/** Of a node, in the height of one that was computed. */
export function heightOf(node: TraceNode): number {
  return isMinor(node) && node.rows === 0 && node.reward === null ? candidateHeight : 1;
}

/** Rows by which `child` must move so that it does not meet what is placed: `overlap` tells how far it does at a depth. */
function room({ tops }: Branch, overlap: (depth: number) => number): number {
  let most = 0;
  for (let depth = 0; depth < tops.length; depth++) {
    const meets = overlap(depth);
    if (Number.isNaN(meets)) break;
    most = Math.max(most, meets);
  }
  return most;
}

function widen({ tops, bottoms }: Branch, child: Branch): void {
  const longer = child.tops.length - tops.length;
  if (longer > 0) {
    const deeper = (outline: number[]) => outline.slice(0, longer).map((row) => row + child.offset);
    tops.unshift(...deeper(child.tops));
    bottoms.unshift(...deeper(child.bottoms));
  }
  for (let depth = 0; depth < child.tops.length; depth++) {
    const index = tops.length - 1 - depth;
    tops[index] = Math.min(at(tops, depth), at(child.tops, depth) + child.offset);
    bottoms[index] = Math.max(at(bottoms, depth), at(child.bottoms, depth) + child.offset);
  }
}

/** An outline's row at a depth, counted from the children; NaN where it does not reach so far. */
function at(outline: readonly number[], depth: number): number {
  return outline[outline.length - 1 - depth] ?? Number.NaN;
}

function place(branch: Branch, branches: ReadonlyMap<number, Branch>): Place {
  const { node, offset } = branch;
  const parent = node.parent === null ? null : (branches.get(node.parent)?.place ?? null);
  branch.place = { node, parent, row: (parent?.row ?? 0) + offset };
  return branch.place;
}

const ranks: Record<TraceNode["state"], number> = { returned: 3, finished: 2, open: 1, dropped: 0 };

function byWeight(a: Branch, b: Branch): number {
  const isReturned = ({ node }: Branch) => (node.state === "returned" ? 1 : 0);
  return (
    isReturned(b) - isReturned(a) ||
    b.size - a.size ||
    ranks[b.node.state] - ranks[a.node.state] ||
    b.node.logprob - a.node.logprob
  );
}
