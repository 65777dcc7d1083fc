/**
 * From the rewards of a spec to rewards that can judge.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";
import { definitionOf, type RewardSpec } from "./registry.ts";
import type { PreparedReward, Reward, RewardContext } from "./reward.ts";

/** Most `work` of a request's rewards together: on a text of 16 KB, a second for one judgement at the worst. */
const mostWork = 1000;

/** @throws TillerError `invalid_request` with the pointer to the field, from the request's root */
export async function prepareRewards(
  specs: readonly RewardSpec[],
  context: RewardContext,
): Promise<Reward[]> {
  const rewards: Reward[] = [];
  let allWork = 0;
  for (const [index, spec] of specs.entries()) {
    const { type, enforce, weight, auxiliary, audit, name = type } = spec;
    const definition = definitionOf(spec);
    const prepared = await prepareAt(index, spec, context);
    allWork += prepared.work;
    if (allWork > mostWork) {
      throw new TillerError(
        "invalid_request",
        `too many words and too large patterns: ${allWork} in all, at most ${mostWork}`,
        {
          param: `/rewards/${index}`,
        },
      );
    }
    const fields = {
      name,
      type,
      enforce,
      weight,
      auxiliary,
      audit,
      guides: spec.guide ? definition.guides : [],
      constructive: spec.guide && (definition.constructive ?? false),
      closing: definition.closing ?? 0,
      needsGreedy: definition.needsGreedy ?? false,
      needsDecisions: definition.needsDecisions ?? false,
      readsHeads: definition.readsHeads ?? false,
    };
    rewards.push({ ...(spec.guide ? prepared : judgeOnly(prepared)), ...fields });
  }
  return rewards;
}

/** The reward without what it can say of texts that are still growing. */
function judgeOnly(prepared: PreparedReward): PreparedReward {
  const { begin, advance, judge, assess, work, takes, fallback, claims } = prepared;
  const more = {
    ...(assess && { assess }),
    ...(takes && { takes }),
    ...(fallback !== undefined && { fallback }),
  };
  return { begin, advance, judge, work, ...more, ...(claims && { claims }) };
}

async function prepareAt(index: number, spec: RewardSpec, context: RewardContext) {
  try {
    return await definitionOf(spec).prepare(spec, context);
  } catch (error) {
    if (!(error instanceof TillerError)) throw error;
    throw new TillerError(error.code, error.message, {
      param: `/rewards/${index}${error.param ?? ""}`,
      cause: error,
    });
  }
}
