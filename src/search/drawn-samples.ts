/**
 * Several samples at once, over one tree.
 *
 * @module
 */
import { SearchStopped } from "../budget/search-stopped.ts";
import type { Random } from "../decode/random.ts";
import { drawToken, type Sampling } from "../decode/sampling.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";

interface Sample {
  node: Node;
  readonly random: Random;
}

/**
 * Draws `count` samples side by side, one step a token, and offers each as it ends. Where the budget has
 * fewer rows left than there are samples, the least probable ones are given up, so that some get finished.
 */
export async function drawSamples(search: Search, count: number, sampling: Sampling): Promise<void> {
  const { root, decoder, paths, answers } = search;
  let unfinished = Array.from({ length: count }, (_, stream): Sample => {
    return { node: root, random: search.random(stream) };
  });
  let live = unfinished;
  while (live.length > 0) {
    answers.workingOn(unfinished.map(({ node }) => node));
    live = likeliest(live, search.forwardTokensLeft());
    await decoder.compute(live.map(({ node }) => node));
    const parents = live.map(({ node }) => node);
    for (const sample of live) extend(search, sample, sampling);
    for (const parent of parents) parent.next = null;
    for (const { node } of live) if (paths.ending(node)) answers.offer(node);
    live = live.filter(({ node }) => !paths.ending(node));
    unfinished = unfinished.filter(({ node }) => !paths.ending(node));
  }
  answers.workingOn(unfinished.map(({ node }) => node));
  if (unfinished.length > 0) throw new SearchStopped("forward_tokens");
}

function extend({ tree }: Search, sample: Sample, sampling: Sampling): void {
  if (!sample.node.next) throw new Error("a computed node does not know what may follow");
  sample.node = tree.child(sample.node, drawToken(sample.node.next, sampling, sample.random));
}

/** The most probable `most` samples, at least one; in the order they were in, which is the streams'. */
function likeliest(samples: Sample[], most: number): Sample[] {
  if (samples.length <= most) return samples;
  const byProbability = samples.toSorted((a, b) => b.node.logProbability - a.node.logProbability);
  const kept = new Set(byProbability.slice(0, Math.max(1, most)));
  return samples.filter((sample) => kept.has(sample));
}
