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
  reuse: z.boolean().default(true).meta({
    description:
      "Whether the next token's continuations start from what is left of this one's. `false` computes them afresh, as the paper counts its cost: the decisions are the same, and dearer.",
  }),
});

export const deal = defineStrategy({
  name: "deal",
  description:
    "For each token, continues each of the k most probable candidates greedily, and takes the one with the highest log-probability plus lambda times the reward of its continuation (DeAL, arXiv:2402.06147).",
  use: "For rewards that judge whole texts only; it is dear.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(search, { k, lookahead, lambda, reuse }) {
    const { root, tree, decoder, paths, rules, answers } = search;
    let path = root;
    while (!paths.ending(path)) {
      answers.workingOn([path]);
      search.settleOn([path]);
      await rules.expand([path], k);
      const parent = path;
      const options = rules.successors(path);
      const candidates = options.map((option) => rules.child(parent, option));
      const futures = await rollOut(search, candidates, lookahead, k);
      const worth: number[] = [];
      await answers.expect(futures);
      for (const [index, candidate] of candidates.entries()) {
        await decoder.pause();
        worth.push(candidate.logProbability + lambda * (await answers.judge(futures[index] ?? candidate)));
      }
      const best = worth.indexOf(Math.max(...worth));
      const [option, chosen] = [options[best], candidates[best]];
      if (!option || !chosen) break;
      tree.keepOnly(path, chosen, "outscored");
      if (!reuse) tree.drop(chosen);
      path = rules.child(path, option);
    }
    answers.workingOn([path]);
    await answers.offer(path);
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
    await search.rules.expand(open, keep);
    ends = ends.map((node) => {
      const [likeliest] = search.paths.ending(node) ? [] : search.rules.successors(node);
      return likeliest ? search.rules.child(node, likeliest) : node;
    });
  }
  return ends;
}
