/**
 * Whether a request needs a safe answer: what a head reads in its prompt.
 *
 * @module
 */
import { headProbability } from "../../model/head.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import type { RewardContext } from "../reward.ts";

const needed = "harmful_prompt";

/**
 * Prepares the gate. What a head reads in the model's own answer does not help it: measured on HarmfulQ and XSTest, out of
 * fold, the prompt as a whole finds 83 % of harmful questions where 5 % of harmless ones are taken for harmful, its mean
 * with the answer 68 %, the answer alone fewer; and it need not be written.
 *
 * @returns asks for the risk, in [0, 1]; 1 as long as the prompt has not been read
 * @throws TillerError `invalid_request` where the model lacks the head
 */
export function prepareGate({ heads, promptReadings }: RewardContext): () => number {
  const index = heads.findIndex(({ name, reads }) => name === needed && reads === "prompt");
  const head = heads[index];
  if (!head) {
    throw new TillerError("invalid_request", `needs a model with the head ${needed}`, { param: "/type" });
  }
  return () => {
    const risks = promptReadings().map(({ sums, tokens }) => headProbability(head, sums[index] ?? 0, tokens));
    // The most harmful part of a long prompt counts.
    return risks.length === 0 ? 1 : Math.max(...risks);
  };
}
