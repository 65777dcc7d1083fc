/**
 * Continuing paths to their ends, side by side.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";

/** Continues each path by what the guide puts first, one step a token for all of them, and returns the ends in order. */
export async function rollOut(search: Search, starts: readonly Node[], k: number): Promise<Node[]> {
  const { guide, paths, answers } = search;
  let ends = [...starts];
  for (;;) {
    answers.workingOn(ends);
    const open = ends.filter((node) => !paths.ending(node));
    if (open.length === 0) return ends;
    await guide.expand(open, k);
    const grown = ends.map((node) => {
      const [first] = paths.ending(node) ? [] : guide.successors(node);
      return first ? guide.child(node, first) : node;
    });
    if (grown.every((node, index) => node === ends[index])) return ends;
    ends = grown;
  }
}
