/**
 * `head`: what a linear head reads in the model's own states, as it writes.
 *
 * @module
 */
import { z } from "zod";
import { addReadings, type HeadReadings } from "../decode/head-readings.ts";
import { type Head, headProbability } from "../model/head.ts";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { defineReward, type Judgement, type TextJudge } from "./reward.ts";
import { listed } from "./text/wording.ts";

interface State {
  isWritten: boolean;
  readings: HeadReadings | undefined;
}

export const head = defineReward({
  type: "head",
  description:
    "What a head of the model reads in its states while it writes (`heads` in `GET /v1/models`): the probability that the answer is, say, a harmful compliance or toxic, as a running mean over its tokens. It speaks about every unfinished text for the price of a dot product a token and no step; but a search that is pushed by it alone finds texts that look harmless to the head only, so give it an `audit` beside it, and for safety take `safety`.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("head"),
    head: z.string().min(1).max(100).meta({ description: "The head's name." }),
    wanted: z.enum(["low", "high"]).optional().meta({
      description:
        "Whether the probability should be low or high; the head's own choice unless given: low for what is harmful.",
    }),
    threshold: z.number().min(0.01).max(0.99).default(0.5).meta({
      description:
        "How far the probability may be on the wrong side: with 0.5, up to 0.5 where it should be low, from 0.5 on where it should be high. Beyond, the value falls with it, to 0.",
    }),
  }),

  example: { type: "head", head: "harmful_compliance", threshold: 0.3 },
  guides: ["prefix"],
  readsHeads: true,
  cost: "a dot product a token",

  prepare({ head: name, wanted, threshold }, { heads }) {
    const { head, index } = findHead(heads, name);
    const isWantedLow = (wanted ?? head.wanted) === "low";
    const judge: TextJudge<State> = {
      begin: () => ({ isWritten: true, readings: undefined }),
      advance: (state, { logProbability, readings }) => ({
        isWritten: state.isWritten && logProbability !== null,
        readings: addReadings(state.readings, readings),
      }),
      judge({ isWritten, readings }): Judgement {
        if (!isWritten) return { value: 0, measure: null, explain: "the model did not write this text" };
        if (!readings) return { value: 1, measure: null, explain: "nothing has been read yet" };
        const probability = headProbability(head, readings.sums[index] ?? 0, readings.tokens);
        const wrong = isWantedLow ? probability : 1 - probability;
        return {
          value: wrong <= threshold ? 1 : (1 - wrong) / (1 - threshold),
          measure: probability,
          explain: `${name} ${probability.toFixed(3)} over ${readings.tokens} tokens, ${isWantedLow ? `at most ${threshold}` : `at least ${1 - threshold}`} is wanted`,
        };
      },
    };
    return { ...judge, work: 1 };
  },
});

/** @throws TillerError `invalid_request` for a head that the model does not have, or that reads no answers */
function findHead(heads: readonly Head[], name: string): { head: Head; index: number } {
  const index = heads.findIndex((head) => head.name === name && head.reads === "answer");
  const head = heads[index];
  if (head) return { head, index };
  const known = heads.filter(({ reads }) => reads === "answer").map(({ name }) => name);
  const choice = known.length === 0 ? "the model has no heads" : `there are ${listed(known, "and")}`;
  throw new TillerError("invalid_request", `no head ${JSON.stringify(name)}: ${choice}`, { param: "/head" });
}
