/**
 * Refuses rewards that judge decisions where nothing is decided.
 *
 * @module
 */
import { isRule, type Reward } from "./reward/reward.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** @throws TillerError `invalid_request` where a reward needs decisions and no rule of the request has options */
export function checkDecisions(rewards: readonly Reward[]): void {
  const index = rewards.findIndex(({ needsDecisions }) => needsDecisions);
  if (index === -1 || rewards.some((reward) => isRule(reward) && reward.options)) return;
  throw new TillerError(
    "invalid_request",
    `/rewards/${index} judges what the answer chooses from a list, and no hard \`choice\` or \`json_schema\` makes it choose`,
    { param: `/rewards/${index}` },
  );
}
