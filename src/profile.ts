/**
 * Putting a profile's rewards beside those of a request.
 *
 * @module
 */
import { profiles } from "./reward/profiles.ts";
import { rewardSpecSchema } from "./reward/registry.ts";
import { parseOrRefuse } from "./spec/parse.ts";
import type { AlignRequest } from "./spec/request.ts";
import { TillerError } from "./spec/tiller-error.ts";

/**
 * Runs `work` on the request with the rewards of its profile behind its own, so that pointers to those stay right.
 *
 * @throws TillerError what `work` throws; what is about a reward of the profile points to `/profile`
 */
export async function withProfile<Result>(
  request: AlignRequest,
  work: (request: AlignRequest) => Promise<Result>,
): Promise<Result> {
  const { profile, rewards } = request;
  if (profile === undefined) return work(request);
  const own = profiles[profile].rewards.map((spec) =>
    parseOrRefuse(rewardSpecSchema, { ...spec, name: `${profile}/${spec.type}` }),
  );
  try {
    return await work({ ...request, rewards: [...rewards, ...own] });
  } catch (error) {
    throw pointedToProfile(error, rewards.length);
  }
}

function pointedToProfile(error: unknown, ownRewards: number): unknown {
  if (!(error instanceof TillerError)) return error;
  const [, index] = /^\/rewards\/(\d+)/.exec(error.param ?? "") ?? [];
  if (index === undefined || Number(index) < ownRewards) return error;
  const { code, message, retryAfter } = error;
  return new TillerError(code, message, {
    param: "/profile",
    cause: error,
    ...(retryAfter !== null && { retryAfter }),
  });
}
