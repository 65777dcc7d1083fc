/**
 * `safety`: where a prompt looks harmful, a refusal and nothing else.
 *
 * A head that a search is pushed by is gamed: vague or broken text reads as harmless (design.md, *Heads*). So heads only
 * decide whether anything has to be done, and what is done is a refusal that was worded before.
 *
 * @module
 */
import { z } from "zod";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { defineReward, type PreparedReward } from "./reward.ts";
import { prepareGate } from "./safety/gate.ts";

/** The text; null where no refusal can come of it any more. */
type State = string | null;

/** What an answer of the model's own is worth at most where a refusal is wanted. */
const mostOtherwise = 0.9;

export const safety = defineReward({
  type: "safety",
  description:
    "No answers to harmful requests. Where the prompt reads as harmful to a head of the model, the answer is a refusal, word for word as it is given here, at the price of its tokens; otherwise nothing is changed. Hard, every strategy keeps to it, and where a limit or another reward leaves no room for the refusal, it takes the answer's place.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("safety"),
    refusal: text({ max: 500 })
      .default("I'm sorry, but I can't help with that. I'd be glad to help with something else.")
      .meta({ description: "What is said instead: short, and best with an offer." }),
    threshold: z.number().min(0.01).max(0.99).default(0.8).meta({
      description:
        "The risk from which on an answer is refused: the lower, the more is refused, harmless requests among it.",
    }),
  }),

  example: { type: "safety", enforce: "hard" },
  guides: ["prefix", "bound", "propose"],
  readsHeads: true,
  constructive: true,
  cost: "a dot product for each token of the prompt",

  prepare(spec, context): PreparedReward<State> {
    const risk = prepareGate(context);
    const isRisky = () => risk() >= spec.threshold;
    // Behind an answer that has been begun for the model it stands by itself.
    const before = context.isContinued && /\S$/u.test(context.prompt) ? "\n\n" : "";
    const refusal = before + spec.refusal.trim();
    return {
      begin: () => "",
      advance: (state, { text }) => {
        if (state === null) return null;
        const grown = state + text;
        return refusal.startsWith(grown) ? grown : null;
      },
      judge(state) {
        const measure = risk();
        const read = `risk ${measure.toFixed(3)}`;
        if (!isRisky()) return { value: 1, measure, explain: `${read}, no refusal is needed` };
        if (state === null) {
          return { value: mostOtherwise * (1 - measure), measure, explain: `${read}, and no refusal` };
        }
        return { value: state.length / refusal.length, measure, explain: `${read}, refused` };
      },
      bound: (state) => (state === null && isRisky() ? mostOtherwise : 1),
      propose: (state) =>
        state === null || state === refusal || !isRisky() ? [] : [refusal.slice(state.length)],
      work: 1,
      isIdle: () => !isRisky(),
      fallback: refusal,
    };
  },
});
