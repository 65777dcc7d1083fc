/**
 * Several samples at once, over one tree.
 *
 * @module
 */
import type { Random } from "../decode/random.ts";
import type { Sampling } from "../decode/sampling.ts";
import { SearchStopped } from "../decode/search-stopped.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";

interface Sample {
  node: Node;
  readonly random: Random;
}

/** Drawing a token takes a few milliseconds where `top_p` is wide; others are let in after so many. */
const drawsBetweenPauses = 8;

/**
 * Draws `count` samples side by side, one step a token, and offers each as it ends. No more are begun at a
 * time than the forward tokens that are left are sure to finish; the others follow as those end.
 */
export async function drawSamples(search: Search, count: number, sampling: Sampling): Promise<void> {
  const { root, tree, decoder, paths, answers } = search;
  let begun = 0;
  let live: Sample[] = [];
  while (begun < count || live.length > 0) {
    for (; begun < count && mayBegin(search, live, begun); begun++) {
      live.push({ node: root, random: search.random(begun) });
    }
    if (live.length === 0) throw new SearchStopped("forward_tokens");
    answers.workingOn(live.map(({ node }) => node));
    await decoder.compute(live.map(({ node }) => node));
    const stuck = await extendAll(search, live, sampling);
    answers.workingOn(live.map(({ node }) => node));

    const ended = live.filter((sample) => stuck.has(sample) || paths.ending(sample.node));
    for (const sample of ended) {
      await decoder.pause();
      answers.offer(sample.node);
      live = live.filter((other) => other !== sample);
      answers.workingOn(live.map(({ node }) => node));
    }
    if (ended.length > 0)
      tree.keepPathsTo(
        live.map(({ node }) => node),
        root,
      );
  }
}

/**
 * Whether the rows that are left finish one more sample, however long it and the others get. Alone, a sample
 * may try its luck.
 */
function mayBegin({ forwardTokensLeft, maxTokens }: Search, live: readonly Sample[], begun: number): boolean {
  if (live.length === 0) return begun === 0 || forwardTokensLeft() > 0;
  const rowsToEnd = live.reduce((sum, { node }) => sum + maxTokens - 1 - Math.max(0, node.depth - 1), 0);
  return forwardTokensLeft() >= rowsToEnd + maxTokens - 1;
}

/** Draws a token for each, and returns those after which nothing may follow. */
async function extendAll(
  { root, rules, decoder }: Search,
  live: Sample[],
  sampling: Sampling,
): Promise<Set<Sample>> {
  const stuck = new Set<Sample>();
  const parents = live.map(({ node }) => node);
  for (const [index, sample] of live.entries()) {
    if (index % drawsBetweenPauses === 0) await decoder.pause();
    const drawn = await rules.draw(sample.node, sampling, sample.random);
    if (drawn) sample.node = rules.child(sample.node, drawn);
    else stuck.add(sample);
  }
  // The root is where samples yet to be begun start.
  for (const parent of parents) if (parent !== root) parent.next = null;
  return stuck;
}
