/**
 * Samples that grow side by side, over one tree.
 *
 * @module
 */
import type { Random } from "../decode/random.ts";
import type { Sampling } from "../decode/sampling.ts";
import { forgetNext, type Node } from "../decode/token-tree.ts";
import { nodesOf } from "./nodes-of.ts";
import type { Search } from "./strategy.ts";

export interface Sample {
  node: Node;
  readonly random: Random;
}

/** Drawing a token takes a few milliseconds where `top_p` is wide; others are let in after so many. */
const drawsBetweenPauses = 8;

/**
 * Draws a token for each, all of them in one step, and returns those that go on: neither ended nor such that
 * nothing may follow.
 */
export async function drawNext(
  { root, decoder, paths, rules }: Search,
  samples: readonly Sample[],
  sampling: Sampling,
): Promise<Sample[]> {
  const parents = nodesOf(samples);
  await decoder.compute(parents);
  const growing: Sample[] = [];
  for (const [index, sample] of samples.entries()) {
    if (index % drawsBetweenPauses === 0) await decoder.pause();
    const drawn = await rules.draw(sample.node, sampling, sample.random);
    if (!drawn) continue;
    sample.node = rules.child(sample.node, drawn);
    if (!paths.ending(sample.node)) growing.push(sample);
  }
  // The root is where samples yet to be begun start.
  for (const parent of parents) if (parent !== root) forgetNext(parent);
  return growing;
}

/** Draws a token for each and offers those that came to an end; returns the others. */
export async function drawAndOffer(
  search: Search,
  samples: readonly Sample[],
  sampling: Sampling,
): Promise<Sample[]> {
  const { root, tree, decoder, answers } = search;
  answers.workingOn(nodesOf(samples));
  const growing = new Set(await drawNext(search, samples, sampling));
  answers.workingOn(nodesOf(samples));
  let live = [...samples];
  const allEnded = samples.filter((sample) => !growing.has(sample));
  await answers.expect(nodesOf(allEnded));
  for (const ended of allEnded) {
    await decoder.pause();
    await answers.offer(ended.node);
    live = live.filter((sample) => sample !== ended);
    answers.workingOn(nodesOf(live));
  }
  if (live.length < samples.length) tree.keepPathsTo(nodesOf(live), root);
  return live;
}
