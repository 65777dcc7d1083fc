/**
 * `args`: reward-guided search token by token (Khanov et al. 2024, *ARGS: Alignment as Reward-Guided Search*,
 * arXiv:2402.01694).
 *
 * @module
 */
import { z } from "zod";
import { Distribution } from "../decode/distribution.ts";
import type { Random } from "../decode/random.ts";
import { drawToken } from "../decode/sampling.ts";
import type { Node } from "../decode/token-tree.ts";
import { partialScore, worthiest } from "./partial-score.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("args"),
  k: z.int().min(1).max(50).default(10).meta({ description: "Candidates for the next token." }),
  weight: z.number().min(0).max(10_000).default(20).meta({
    description: "What a reward of 1 for the text so far weighs against log-probability, in nats.",
  }),
  choice: z.enum(["greedy", "stochastic"]).default("greedy").meta({
    description: "`greedy`: the candidate with the highest score; `stochastic`: one drawn by the scores.",
  }),
  temperature: z.number().min(0.01).max(10).default(1).meta({
    description: "For `stochastic`: divides the scores; below 1 sharpens, above 1 flattens.",
  }),
});

type Worth = (node: Node, score: number) => number;

export const args = defineStrategy({
  name: "args",
  description:
    "For each token, scores each of the k most probable candidates by its log-probability plus `weight` times the reward of the text so far, without looking ahead (ARGS, arXiv:2402.01694). A token takes one row, as with `greedy`.",
  use: "For rewards that rise word by word. Those that judge whole texts only are called for each candidate that may still win.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(search, { k, weight, choice, temperature }) {
    const { root, tree, paths, rules, guide, answers } = search;
    const random = search.random(0);
    let path = root;
    while (!paths.ending(path)) {
      answers.workingOn([path]);
      search.settleOn([path]);
      await rules.expand([path], k);
      const credits = new Map<Node, number>();
      for (const candidate of rules.successors(path)) {
        credits.set(rules.child(path, candidate), candidate.credit);
      }
      const worth: Worth = (node, score) => node.logProbability + (credits.get(node) ?? 0) + weight * score;
      const candidates = [...credits.keys()];
      const chosen =
        choice === "greedy"
          ? await worthiest(search, candidates, worth)
          : await drawn(search, candidates, worth, temperature, random);
      if (!chosen) break;
      guide.learn(chosen);
      tree.keepOnly(path, chosen, "outscored");
      path = chosen;
    }
    answers.workingOn([path]);
    await answers.offer(path);
    return "complete";
  },
});

/** One of the candidates, by the softmax of what they are worth. */
async function drawn(
  search: Search,
  candidates: readonly Node[],
  worth: Worth,
  temperature: number,
  random: Random,
): Promise<Node | undefined> {
  const worths: number[] = [];
  for (const node of candidates) worths.push(worth(node, await partialScore(search, node)));
  if (worths.length === 0) return undefined;
  const softmax = new Distribution(Float32Array.from(worths));
  const index = drawToken(softmax, { temperature, top_p: 1, top_k: 0 }, random, () => true);
  return index ? candidates[index.token] : undefined;
}
