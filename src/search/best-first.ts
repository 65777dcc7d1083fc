/**
 * `best_first`: the most promising path goes on, wherever in the tree it ends (Meister et al. 2020, *Best-First Beam
 * Search*, arXiv:2007.03909; with an estimate of what is still to come, Lu et al. 2021, *NeuroLogic A\*esque
 * Decoding*, arXiv:2112.08726).
 *
 * @module
 */
import { z } from "zod";
import type { Node } from "../decode/token-tree.ts";
import { type Beam, beamShape, byScore, distinct, grow, offerAll, stepBack } from "./beam-search.ts";
import { Frontier } from "./frontier.ts";
import { nodesOf } from "./nodes-of.ts";
import { defineStrategy, type Search } from "./strategy.ts";

const parameters = z.strictObject({
  strategy: z.literal("best_first"),
  width: beamShape.width.default(6).meta({
    description:
      "Most paths of the same length that go on, of those that begin with the same token, and most that go on side by side.",
  }),
  k: beamShape.k,
  lambda: beamShape.lambda.default(3),
  pace: z.number().min(0).max(20).default(0.8).meta({
    description:
      "What a token is expected to cost, in nats: so much is a path ahead of another for each token that it is longer. The higher, the more the search follows one path to its end, and the less it costs; with 0 it goes back whenever another path is likelier. The more has been computed beside the longest path, the more is added to it, and to what rewards weigh, so that a search which goes to and fro comes to an end.",
  }),
  gap: z.number().min(0).max(1000).default(0.1).meta({
    description:
      "Paths that are no further behind the best, in nats, go on in the same step, which takes hardly longer for it.",
  }),
  lead: z.number().min(0).max(1000).default(1.5).meta({
    description:
      "How far ahead of all paths that may go on the best finished one, or as many as are wanted, must be, in nats, for the search to end: what is a little behind may still become the likelier answer a token. The higher, the more fluent and the dearer. What the model says by itself needs none.",
  }),
});

type Parameters = Omit<z.infer<typeof parameters>, "strategy">;

export const bestFirst = defineStrategy({
  name: "best_first",
  description:
    "Goes on with the most promising path, however long it is, by its log-probability, its rewards and an estimate of what the tokens to come will cost, and turns to another where it becomes less likely than was expected (best-first beam search, arXiv:2007.03909; A*-like decoding, arXiv:2112.08726).",
  use: "For rewards that guide: mostly a single path is followed, at little more than the price of `greedy`; `auto` opens with it.",
  schema: parameters,
  mostAnswers: ({ width }) => width,

  async run(search, parameters) {
    return offerAll(search, await followBestFirst(search, parameters));
  },
});

/** The ends of the best paths that have finished, or where none has, of those that led nowhere; best first. */
export async function followBestFirst(search: Search, parameters: Parameters): Promise<Node[]> {
  const { root, tree, guide, answers, wanted } = search;
  const { lambda, k, width } = parameters;
  let frontier = new Frontier(search, root, parameters);
  let batch: Beam[] = [];
  /** Paths that led nowhere, since the search last went back. */
  let deadEnds: Beam[] = [];
  /** All of them: without better ones the best is the answer. */
  let stranded: Beam[] = [];
  let returns = 0;
  while (!frontier.isDecided(wanted)) {
    const next = frontier.takeBest();
    if (next.length === 0) {
      if (frontier.finished.length > 0) break;
      // Where none led nowhere, those that went on last said what others had said before.
      if (deadEnds.length === 0) deadEnds = batch;
      stranded = [...stranded, ...deadEnds].toSorted(byScore).slice(0, width);
      const earlier = stepBack(search, deadEnds.toSorted(byScore), returns++);
      if (!earlier) break;
      deadEnds = [];
      frontier = new Frontier(search, earlier, parameters);
      continue;
    }
    batch = next;
    const others = [...frontier.finished, ...deadEnds, ...stranded, ...frontier.open.slice(0, wanted)];
    answers.workingOn(nodesOf(distinct(search, [...batch, ...others])));
    const { finished, open } = frontier;
    search.settleOn(finished.length > 0 ? nodesOf([...batch, ...finished, ...open]) : [root]);
    await guide.expand(nodesOf(batch), k);
    for (const path of batch) {
      const grown = grow(search, path, lambda);
      for (const child of grown) {
        guide.learn(child.node);
        frontier.add(child);
      }
      // Every way on would break a hard reward.
      if (grown.length === 0) deadEnds.push(path);
    }
    const kept = [...frontier.finished, ...frontier.open, ...deadEnds, ...batch];
    tree.keepPathsTo(nodesOf(kept), root, "outscored");
  }
  const found = nodesOf(frontier.finished.length > 0 ? frontier.finished : distinct(search, stranded));
  answers.workingOn(found);
  return found;
}
