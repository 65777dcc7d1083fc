/**
 * Continuing paths to their ends, side by side.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { beginAt, bestStep } from "./beam-search.ts";
import type { Search } from "./strategy.ts";

/**
 * Continues each path by the best of its candidates, as a beam of one path would, one step a token for all of them;
 * returns the ends in order.
 *
 * @param lambda - what a reward weighs against log-probability, in nats
 */
export async function rollOut(
  search: Search,
  starts: readonly Node[],
  { k, lambda }: { k: number; lambda: number },
): Promise<Node[]> {
  const { guide, paths, answers, tree } = search;
  let rollouts = starts.map((node) => ({ path: beginAt(node), isOpen: !paths.ending(node) }));
  const ends = () => rollouts.map(({ path }) => path.node);
  answers.workingOn(ends());
  while (rollouts.some(({ isOpen }) => isOpen)) {
    await guide.expand(
      rollouts.flatMap(({ path, isOpen }) => (isOpen ? [path.node] : [])),
      k,
    );
    rollouts = rollouts.map(({ path, isOpen }) => {
      const grown = isOpen ? bestStep(search, path, lambda) : null;
      if (grown) tree.keepOnly(path.node, grown.node, "outscored");
      return grown ? { path: grown, isOpen: !paths.ending(grown.node) } : { path, isOpen: false };
    });
    answers.workingOn(ends());
  }
  return ends();
}
