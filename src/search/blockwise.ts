/**
 * `blockwise`: the best of several blocks, again and again (Mudgal et al. 2024, *Controlled Decoding from Language
 * Models*, arXiv:2310.17022).
 *
 * @module
 */
import { z } from "zod";
import { type Sampling, samplingShape } from "../decode/sampling.ts";
import type { Node } from "../decode/token-tree.ts";
import { nodesOf } from "./nodes-of.ts";
import { worthiest } from "./partial-score.ts";
import { drawNext, type Sample } from "./samples.ts";
import { defineStrategy, type Search } from "./strategy.ts";

export const blockwise = defineStrategy({
  name: "blockwise",
  description:
    "Draws several blocks of a few tokens side by side, keeps the one after which the text so far scores best by the rewards, and goes on from there (controlled decoding, arXiv:2310.17022). Blocks as long as an answer make it `best_of_n`.",
  use: "For rewards that say little of a single word, but something of a phrase; blocks share their steps, so it takes little longer than `sample`.",
  schema: z.strictObject({
    strategy: z.literal("blockwise"),
    blocks: z.int().min(1).max(64).default(8).meta({ description: "How many blocks to draw each time." }),
    length: z.int().min(1).max(256).default(8).meta({ description: "Tokens of a block." }),
    ...samplingShape,
  }),
  mostAnswers: () => 1,

  async run(search, { blocks, length, ...sampling }) {
    const { root, tree, paths, guide, answers } = search;
    const randoms = Array.from({ length: blocks }, (_, index) => search.random(index));
    let path = root;
    while (!paths.ending(path)) {
      const from = path;
      search.settleOn([path]);
      const drawn = await drawBlocks(
        search,
        randoms.map((random) => ({ node: from, random })),
        length,
        sampling,
      );
      answers.workingOn(drawn);
      const best = await worthiest(search, drawn, (_, score) => score);
      // Where nothing may follow, all that is drawn is nothing.
      if (!best || best === path) break;
      guide.learn(best);
      tree.keepPathsTo([best], path, "outscored");
      path = best;
    }
    answers.workingOn([path]);
    await answers.offer(path);
    return "complete";
  },
});

/** Grows each sample by up to `length` tokens, all of them in one step a token, and returns where each got to. */
async function drawBlocks(
  search: Search,
  samples: readonly Sample[],
  length: number,
  sampling: Sampling,
): Promise<Node[]> {
  let growing = samples;
  for (let token = 0; token < length && growing.length > 0; token++) {
    search.answers.workingOn(nodesOf(samples));
    growing = await drawNext(search, growing, sampling);
  }
  return nodesOf(samples);
}
