/**
 * `cascade`: segments that are drawn until their reward is accepted (Li et al. 2024, *Cascade Reward Sampling for
 * Efficient Decoding-Time Alignment*, arXiv:2406.16306).
 *
 * @module
 */
import { z } from "zod";
import type { Random } from "../decode/random.ts";
import { type Sampling, samplingShape } from "../decode/sampling.ts";
import { forgetNext, type Node } from "../decode/token-tree.ts";
import { partialScore, worthiest } from "./partial-score.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z
  .strictObject({
    strategy: z.literal("cascade"),
    uncertainty: z.number().min(0).max(20).default(3).meta({
      description: "A segment ends before a token whose distribution has at least this entropy, in nats.",
    }),
    shortest: z.int().min(1).max(256).default(4).meta({ description: "Fewest tokens of a segment." }),
    from: z.number().min(0).max(1).default(0).meta({
      description: "The threshold for the reward of the text so far at an answer's start.",
    }),
    to: z.number().min(0).max(1).default(1).meta({
      description:
        "The threshold at `max_tokens`, to which it rises token by token; for a text that has ended, at once.",
    }),
    beta: z.number().min(0).max(10).default(0.1).meta({
      description:
        "How soft the threshold is: what falls short of it by d is accepted all the same with probability exp(−d / beta), with 0 never.",
    }),
    tries: z.int().min(1).max(64).default(8).meta({
      description: "Times that a segment may be drawn; where none is accepted, the best of them is taken.",
    }),
    ...samplingShape,
  })
  .refine(({ from, to }) => from <= to, { message: "must not be above `to`", path: ["from"] });

type Parameters = z.infer<typeof parameters>;

export const cascade = defineStrategy({
  name: "cascade",
  description:
    "Rejection sampling by segments (CARDS, arXiv:2406.16306): a segment is drawn up to where the model is uncertain, which is where a thought tends to end, and drawn again unless the reward of the text so far comes up to a threshold that rises as the text grows.",
  use: "For rewards that are dear to ask or mean little in mid-phrase: they are asked once a segment.",
  schema: parameters,
  mostAnswers: () => 1,

  async run(search, parameters) {
    const { root, tree, paths, guide, answers } = search;
    const draws = search.random(0);
    const verdicts = search.random(1);
    let path = root;
    while (!paths.ending(path)) {
      search.settleOn([path]);
      let taken: Node | undefined;
      let isAccepted = false;
      for (let tries = 0; tries < parameters.tries && !isAccepted; tries++) {
        const rejected: Node[] = taken ? [taken] : [];
        const segment = await drawSegment(search, path, rejected, parameters, draws);
        answers.workingOn([...rejected, segment]);
        isAccepted = await accepts(search, segment, parameters, verdicts);
        taken = isAccepted ? segment : await worthiest(search, [...rejected, segment], (_, score) => score);
        tree.keepPathsTo(taken ? [taken] : [], path, "outscored");
      }
      // Where nothing may follow, all that is drawn is nothing.
      if (!taken || taken === path) break;
      guide.learn(taken);
      forgetNext(path);
      path = taken;
    }
    answers.workingOn([path]);
    await answers.offer(path);
    return "complete";
  },
});

/** Draws on from `start` until the answer ends or the model is uncertain, and returns where that is. */
async function drawSegment(
  { decoder, paths, rules, answers }: Search,
  start: Node,
  rejected: readonly Node[],
  { uncertainty, shortest, ...sampling }: Sampling & Pick<Parameters, "uncertainty" | "shortest">,
  random: Random,
): Promise<Node> {
  for (let node = start; ; ) {
    answers.workingOn([...rejected, node]);
    if (paths.ending(node)) return node;
    await decoder.compute([node]);
    const isLongEnough = node.depth - start.depth >= shortest;
    if (isLongEnough && (node.next?.entropy() ?? 0) >= uncertainty) return node;
    const drawn = await rules.draw(node, sampling, random);
    // The segment may have to be drawn again from its start.
    if (node !== start) forgetNext(node);
    if (!drawn) return node;
    node = rules.child(node, drawn);
  }
}

/** Whether the text up to the segment's end comes up to the threshold, or gets through below it. */
async function accepts(
  search: Search,
  segment: Node,
  { from, to, beta }: Parameters,
  random: Random,
): Promise<boolean> {
  const share = search.paths.ending(segment) ? 1 : segment.depth / search.maxTokens;
  const lacking = from + (to - from) * share - (await partialScore(search, segment));
  return lacking <= 0 || (beta > 0 && random() < Math.exp(-lacking / beta));
}
