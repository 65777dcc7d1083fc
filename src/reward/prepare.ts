/**
 * From the rewards of a spec to rewards that can judge.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import { prepareJudge, type RewardSpec } from "./registry.ts";
import type { Reward } from "./reward.ts";

/** @throws TillerError `invalid_request` with the pointer to the field, from the request's root */
export async function prepareRewards(specs: readonly RewardSpec[]): Promise<Reward[]> {
  const rewards: Reward[] = [];
  for (const [index, spec] of specs.entries()) {
    const { type, enforce, weight, name = type } = spec;
    rewards.push({ name, type, enforce, weight, judge: await judgeAt(index, spec) });
  }
  return rewards;
}

async function judgeAt(index: number, spec: RewardSpec) {
  try {
    return await prepareJudge(spec);
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    throw new TillerError(error.code, error.message, {
      param: `/rewards/${index}${error.param ?? ""}`,
      cause: error,
    });
  }
}
