/**
 * `likelihood_floor`: a text that the model finds about as likely as its own greedy answer.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type Judgement, type TextJudge } from "./reward.ts";

interface State {
  tokens: number;
  /** In nats; null from a piece on that the model did not write. */
  logProbability: number | null;
}

/** Of sums of log-probabilities, which are added up in more than one order. */
const rounding = 1e-9;

export const likelihoodFloor = defineReward({
  type: "likelihood_floor",
  description:
    "Keeps the answer fluent while other rewards pull at it: its mean log-probability per token must not lie far below that of the model's own greedy answer, which is made first and paid for.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("likelihood_floor"),
    delta: z.number().min(0).max(20).default(1).meta({
      description:
        "How far below it may lie, in nats per token; further below, the value falls by a factor of e with each nat.",
    }),
  }),

  example: { type: "likelihood_floor", delta: 0.5 },
  guides: ["prefix"],
  needsGreedy: true,
  cost: "none beside the greedy answer",

  prepare({ delta }, context) {
    const judge: TextJudge<State> = {
      begin: () => ({ tokens: 0, logProbability: 0 }),
      advance: (state, piece) => ({
        tokens: state.tokens + piece.tokens,
        logProbability:
          state.logProbability === null || piece.logProbability === null
            ? null
            : state.logProbability + piece.logProbability,
      }),
      judge({ tokens, logProbability }): Judgement {
        if (logProbability === null) return unwritten("the model did not write this text");
        if (tokens === 0) return unwritten("nothing is written");
        const mean = logProbability / tokens;
        const greedy = context.greedy();
        if (!greedy) return unwritten("the greedy answer that it is compared with was not finished");
        const floor = meanOf(greedy) - delta;
        const below = floor - mean > rounding ? floor - mean : 0;
        const explain = `${mean.toFixed(2)} nats a token`;
        return {
          value: Math.exp(-below),
          measure: mean,
          explain: below === 0 ? explain : `${explain}, at least ${floor.toFixed(2)} is wanted`,
        };
      },
    };
    return { ...judge, work: 1 };
  },
});

/** Of an answer without tokens 0, as if it had been certain. */
function meanOf({ tokens, logProbability }: { tokens: number; logProbability: number }): number {
  return logProbability / Math.max(tokens, 1);
}

function unwritten(explain: string): Judgement {
  return { value: 0, measure: null, explain };
}
