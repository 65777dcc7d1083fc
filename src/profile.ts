/**
 * Putting a profile's rewards beside those of a request.
 *
 * @module
 */
import { type ProfileName, rewardsIn } from "./reward/profiles.ts";
import { type RewardSpec, rewardSpecSchema } from "./reward/registry.ts";
import { parseOrRefuse } from "./spec/parse.ts";
import { movingPointers } from "./spec/pointers.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment } from "./spec/result.ts";

/** The rewards of a profile, none where no name is given. */
export function rewardsOfProfile(name: ProfileName | undefined): RewardSpec[] {
  if (name === undefined) return [];
  return rewardsIn(name).map((spec) => parseOrRefuse(rewardSpecSchema, spec));
}

/**
 * Runs `work` on the request with the rewards of its profile behind its own, so that pointers to those stay right; those
 * to rewards of the profile point to `/profile`.
 *
 * @throws TillerError what `work` throws
 */
export async function withProfile(
  request: AlignRequest,
  work: (request: AlignRequest) => Promise<Alignment>,
): Promise<Alignment> {
  const { profile, rewards } = request;
  if (profile === undefined) return work(request);
  const whole = { ...request, rewards: [...rewards, ...rewardsOfProfile(profile)] };
  return movingPointers(
    (pointer) => (rewardIndex(pointer) >= rewards.length ? "/profile" : pointer),
    () => work(whole),
  );
}

/** Of the reward that a pointer leads to; −1 for one that leads to none. */
export function rewardIndex(pointer: string): number {
  return Number(/^\/rewards\/(\d+)(?:\/|$)/u.exec(pointer)?.[1] ?? -1);
}
