/**
 * Putting a profile's rewards beside those of a request.
 *
 * @module
 */
import { profiles } from "./reward/profiles.ts";
import { rewardSpecSchema } from "./reward/registry.ts";
import { parseOrRefuse } from "./spec/parse.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment } from "./spec/result.ts";
import { TillerError } from "./spec/tiller-error.ts";

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
  const own = profiles[profile].rewards.map((spec) =>
    parseOrRefuse(rewardSpecSchema, { ...spec, name: `${profile}/${spec.type}` }),
  );
  try {
    const result = await work({ ...request, rewards: [...rewards, ...own] });
    const diagnosis = result.diagnosis?.map((entry) => ({
      ...entry,
      reward: pointed(entry.reward, rewards.length),
      fields: [...new Set(entry.fields.map((field) => pointed(field, rewards.length)))],
      explain: pointed(entry.explain, rewards.length),
    }));
    return { ...result, ...(diagnosis && { diagnosis }) };
  } catch (error) {
    throw error instanceof TillerError ? pointedError(error, rewards.length) : error;
  }
}

/** The text, its pointers to rewards behind the first `own` ones pointing to the profile. */
function pointed(text: string, own: number): string {
  return text.replaceAll(/\/rewards\/(\d+)(?:\/\w+)*/gu, (pointer, index) =>
    Number(index) < own ? pointer : "/profile",
  );
}

function pointedError(error: TillerError, own: number): TillerError {
  const { code, message, param, retryAfter } = error;
  return new TillerError(code, pointed(message, own), {
    cause: error,
    ...(param !== null && { param: pointed(param, own) }),
    ...(retryAfter !== null && { retryAfter }),
  });
}
