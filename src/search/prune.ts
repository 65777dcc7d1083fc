/**
 * `prune`: many samples, of which the worst are given up early (Sun et al. 2024, *Fast Best-of-N Decoding via
 * Speculative Rejection*, arXiv:2410.20290), their rows left free or for branches of the best (Qiu et al. 2024,
 * *TreeBoN*, arXiv:2410.16033).
 *
 * @module
 */
import { z } from "zod";
import { samplingShape } from "../decode/sampling.ts";
import { nodesOf } from "./nodes-of.ts";
import { partialScore } from "./partial-score.ts";
import { drawAndOffer, type Sample } from "./samples.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("prune"),
  n: z.int().min(1).max(64).default(16).meta({ description: "How many samples to begin with." }),
  every: z.int().min(1).max(256).default(8).meta({
    description: "Tokens after which the samples are compared, and after as many again each time.",
  }),
  drop: z.number().min(0).max(0.95).default(0.5).meta({
    description:
      "The share of the samples, those with the lowest reward of the text so far, that is dropped then, rounded down; never one that is needed for the answers that are wanted.",
  }),
  branch: z.boolean().default(false).meta({
    description: "Whether as many as are dropped branch off from the best instead, the very best first.",
  }),
  ...samplingShape,
});

export const prune = defineStrategy({
  name: "prune",
  description:
    "Best of n at a fraction of its price: draws many samples side by side, and from time to time drops those that score lowest by the rewards so far (speculative rejection, arXiv:2410.20290); with `branch` at about the same price as `best_of_n`, but with every sample grown from good beginnings (TreeBoN, arXiv:2410.16033).",
  use: "For rewards of which an unfinished text gives a fair idea.",
  schema: parameters,
  mostAnswers: ({ n }) => n,

  async run(search, { n, every, drop, branch, ...sampling }) {
    const { root, tree, wanted } = search;
    let live = Array.from(
      { length: n },
      (_, index): Sample => ({ node: root, random: search.random(index) }),
    );
    let finished = 0;
    while (live.length > 0) {
      for (let token = 0; token < every && live.length > 0; token++) {
        search.settleOn(nodesOf(live));
        const growing = await drawAndOffer(search, live, sampling);
        finished += live.length - growing.length;
        live = growing;
      }
      const most = live.length - Math.floor(live.length * drop);
      live = await survivors(search, live, Math.max(most, Math.min(live.length, wanted - finished)), branch);
      tree.keepPathsTo(nodesOf(live), root, "outscored");
    }
    return "complete";
  },
});

/** The `count` best of the samples; with `branch`, the others go on from where the best have got to. */
async function survivors(
  search: Search,
  live: readonly Sample[],
  count: number,
  branch: boolean,
): Promise<Sample[]> {
  if (count === live.length) return [...live];
  search.answers.workingOn(nodesOf(live));
  await search.answers.expect(nodesOf(live));
  const scored: { sample: Sample; score: number }[] = [];
  for (const sample of live) scored.push({ sample, score: await partialScore(search, sample.node) });
  const bestFirst = scored.toSorted((a, b) => b.score - a.score).map(({ sample }) => sample);
  const kept = bestFirst.slice(0, count);
  for (const { node } of kept) search.guide.learn(node);
  if (!branch) return kept;
  const branches = bestFirst
    .slice(count)
    .map(({ node, random }, index): Sample => ({ node: kept[index % count]?.node ?? node, random }));
  return [...kept, ...branches];
}
