/**
 * `deal`: lookahead search as in DeAL (Huang et al. 2024, *DeAL: Decoding-time Alignment for Large Language
 * Models*, arXiv:2402.06147).
 *
 * @module
 */
import { z } from "zod";
import type { Node } from "../decode/token-tree.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("deal"),
  k: z.int().min(1).max(50).default(5).meta({ description: "Candidates for the next token." }),
  lookahead: z.int().min(0).max(256).default(16).meta({
    description: "Tokens by which each candidate is continued greedily before it is judged.",
  }),
  lambda: z.number().min(0).max(10_000).default(20).meta({
    description: "What a reward of 1 weighs against log-probability, in nats.",
  }),
});

export const deal = defineStrategy({
  name: "deal",
  description:
    "For each token, continues each of the k most probable candidates greedily, and takes the one with the highest log-probability plus lambda times the reward of its continuation.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(search, { k, lookahead, lambda }) {
    const { root, tree, decoder, paths, answers } = search;
    let path = root;
    while (!paths.ending(path)) {
      answers.workingOn([path]);
      await decoder.compute([path], k);
      const candidates = path.best.map((candidate) => tree.child(path, candidate));
      const futures = await rollOut(search, candidates, lookahead, k);
      const worth: number[] = [];
      for (const [index, candidate] of candidates.entries()) {
        await decoder.pause();
        const { total } = answers.judge(futures[index] ?? candidate);
        worth.push(candidate.logProbability + lambda * total);
      }
      const chosen = candidates[worth.indexOf(Math.max(...worth))];
      if (!chosen) throw new Error("the model gave no next token");
      tree.keepOnly(path, chosen);
      path = chosen;
    }
    answers.workingOn([path]);
    answers.offer(path);
    return "complete";
  },
});

/**
 * Continues each path greedily by up to `length` tokens, all of them in one step a token, and returns where
 * each got to. What an earlier rollout left in the tree is walked along, not computed again.
 */
async function rollOut(
  search: Search,
  paths: readonly Node[],
  length: number,
  keep: number,
): Promise<Node[]> {
  let ends = [...paths];
  for (let token = 0; token < length; token++) {
    search.answers.workingOn(ends);
    const open = ends.filter((node) => !search.paths.ending(node));
    await search.decoder.compute(open, keep);
    ends = ends.map((node) => {
      const [likeliest] = node.best;
      return search.paths.ending(node) || !likeliest ? node : search.tree.child(node, likeliest);
    });
  }
  return ends;
}
