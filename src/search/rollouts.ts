/**
 * Continuing paths to their ends, side by side.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { type Beam, beginAt, bestStep } from "./beam-search.ts";
import type { Hints } from "./hints.ts";
import type { Search } from "./strategy.ts";

interface Rollout {
  path: Beam;
  isOpen: boolean;
}

export interface RolloutParameters {
  /** Candidates for each token; where what each would be worth is known, `hints` asks for more. */
  k: number;
  /** What a reward weighs against log-probability, in nats. */
  lambda: number;
  /** What else speaks for a path. */
  hints: Hints;
}

/**
 * Continues each path by the best of its candidates, as a beam of one path would, one step a token for all of them;
 * returns the ends in order.
 */
export async function rollOut(
  search: Search,
  starts: readonly Node[],
  { k, lambda, hints }: RolloutParameters,
): Promise<Node[]> {
  const { guide, paths, answers, decoder } = search;
  let rollouts = starts.map((node): Rollout => ({ path: beginAt(node), isOpen: !paths.ending(node) }));
  const ends = () => rollouts.map(({ path }) => path.node);
  answers.workingOn(ends());
  while (rollouts.some(({ isOpen }) => isOpen)) {
    await guide.expand(
      rollouts.flatMap(({ path, isOpen }) => (isOpen ? [path.node] : [])),
      hints.candidates(k),
    );
    const hint = hints.forStep(k);
    const grown: Rollout[] = [];
    for (const rollout of rollouts) {
      if (rollout.isOpen) await decoder.pause();
      grown.push(rollout.isOpen ? await step(search, rollout.path, lambda, hint) : rollout);
    }
    rollouts = grown;
    answers.workingOn(ends());
    search.settleOn(ends());
  }
  return ends();
}

/** One token further, or to its end where nothing may follow. */
async function step(
  search: Search,
  path: Beam,
  lambda: number,
  hint: (node: Node) => number | Promise<number>,
): Promise<Rollout> {
  const { paths, tree } = search;
  // Other paths may go through here.
  const others = new Set(path.node.children.values());
  const grown = await bestStep(search, path, lambda, hint);
  for (const child of [...path.node.children.values()]) {
    if (child !== grown?.node && !others.has(child)) tree.drop(child, "outscored");
  }
  return grown ? { path: grown, isOpen: !paths.ending(grown.node) } : { path, isOpen: false };
}
