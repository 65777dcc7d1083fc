/**
 * `margin`: what the answer decides, the model decided clearly.
 *
 * @module
 */
import { z } from "zod";
import type { Decision } from "../decode/decision.ts";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { defineReward, type TextJudge } from "./reward.ts";
import { shortened } from "./text/wording.ts";

interface State {
  isWritten: boolean;
  /** The least clear decision so far. */
  least: Decision | null;
}

/** Longest value in an explanation. */
const mostQuoted = 40;

export const margin = defineReward({
  type: "margin",
  description:
    "Whatever hard `choice` or `json_schema` rewards make the answer choose from a list (an option, a value of an `enum`, `true` or `false`), the model chose clearly: at each token that rules one out, by a margin over the best that would have ruled in another. Hard, it tells decisions from guesses: an answer with a thin margin is not satisfied. A text that decides nothing is satisfied. A search prefers wordings that lead to clear decisions; what the model would decide by itself `greedy` tells, or `audit`.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("margin"),
    min: z.number().min(0).max(20).default(1).meta({
      description:
        "Least margin, in nats: 0.7 is twice as probable, 2.3 ten times. Below it the value falls by a factor of e with each nat.",
    }),
  }),

  example: { type: "margin", min: 0.7 },
  guides: ["prefix", "may_end"],
  needsDecisions: true,
  cost: "at a token that may decide, one look at each option",

  prepare({ min }) {
    const judge: TextJudge<State> = {
      begin: () => ({ isWritten: true, least: null }),
      advance: (state, { logProbability, decisions = [] }) => ({
        isWritten: state.isWritten && logProbability !== null,
        least: [...(state.least ? [state.least] : []), ...decisions].reduce<Decision | null>(lesser, null),
      }),
      judge({ isWritten, least }) {
        if (!isWritten) return { value: 0, measure: null, explain: "the model did not write this text" };
        if (!least) return { value: 1, measure: null, explain: "nothing was chosen from a list" };
        const [chosen, rival] = [least.chosen, least.rival].map((value) => shortened(value, mostQuoted));
        const explain = `${JSON.stringify(chosen)} over ${JSON.stringify(rival)} by ${least.margin.toFixed(2)} nats`;
        const value = Math.exp(Math.min(0, least.margin - min));
        return {
          value,
          measure: least.margin,
          explain: value === 1 ? explain : `${explain}, at least ${min} is wanted`,
        };
      },
      // What is decided stays so, however thinly. A path is not dropped for it: it may be all that there is.
      mayEnd: () => true,
    };
    return { ...judge, work: 1 };
  },
});

function lesser(a: Decision | null, b: Decision): Decision {
  return a && a.margin <= b.margin ? a : b;
}
