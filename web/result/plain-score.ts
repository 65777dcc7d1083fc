/**
 * What the plain answer is worth by the rewards as they were asked for.
 *
 * @module
 */
import { combine } from "../../src/reward/combine/registry.ts";
import type { Alignment, CombinedScore, Score } from "../../src/spec/result.ts";
import type { JsonObject } from "../json.ts";

/**
 * The alignment with its audits scored as if each had been of its reward's own kind, combined by the server's own
 * arithmetic: so both answers' totals are of one scale.
 *
 * @param rewards - as they were asked for, in the order of the scores
 */
export function scoredAsAsked(alignment: Alignment, rewards: readonly JsonObject[]): Alignment {
  const choices = alignment.choices.map((choice) => ({
    ...choice,
    reward: asAsked(choice.reward.scores, rewards),
  }));
  return { ...alignment, choices };
}

function asAsked(scores: readonly Score[], rewards: readonly JsonObject[]): CombinedScore {
  const weighted = scores.map(({ audit: _, ...score }, index) => {
    const { enforce, weight, auxiliary, audit } = rewards[index] ?? {};
    return {
      ...score,
      enforce: enforce === "hard" ? ("hard" as const) : ("soft" as const),
      weight: typeof weight === "number" ? weight : 1,
      ...(auxiliary === true && { auxiliary }),
      ...(audit === true && { audit }),
    };
  });
  return combine(weighted, { mode: "gated" }, { pressure: 1 }).reward;
}
