/**
 * Refuses what takes more of a model than the texts that it writes.
 *
 * @module
 */
import type { Reward } from "./reward/reward.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";
import type { Upstream } from "./upstream/upstream.ts";

/** @throws TillerError `invalid_request` */
export function checkUpstream(
  { trace, logit_bias, logprobs }: AlignRequest,
  rewards: readonly Reward[],
  { givesLogProbabilities }: Upstream,
): void {
  if (trace !== "none")
    throw refuse("/trace", "a search over texts grows no tree of tokens: leave it out, or none");
  if (Object.keys(logit_bias).length > 0)
    throw refuse("/logit_bias", "is about tokens, and of this model only texts are known");
  if (logprobs !== undefined)
    throw refuse("/logprobs", "is about tokens, and of this model only texts are known");
  for (const [index, { needsDecisions, needsGreedy }] of rewards.entries()) {
    const param = `/rewards/${index}`;
    if (needsDecisions)
      throw refuse(param, "needs to see how the model decided, which this one does not show");
    // What compares with the greedy answer does so by its log-probability.
    if (needsGreedy && !givesLogProbabilities)
      throw refuse(param, "needs log-probabilities, which this model's server is not set up to give");
  }
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
