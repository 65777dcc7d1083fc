/**
 * The root cause why the best answer does not meet a reward.
 *
 * @module
 */
import { pointerTo } from "../reward/contradictions.ts";
import type { Diagnosis } from "../spec/diagnosis.ts";
import { cutOff, interrupted, notWorthMore, outOfBudget, tooShort } from "./causes-in-limits.ts";
import { contradicted, notFound, overruled, stuck, unsought } from "./causes-in-search.ts";
import type { PossibleCause, RootCause, Unmet } from "./unmet.ts";

/** The first that applies is the one: what is certain goes before what was merely seen. */
const possibleCauses: readonly PossibleCause[] = [
  contradicted,
  interrupted,
  tooShort,
  notWorthMore,
  unsought,
  stuck,
  overruled,
  cutOff,
  outOfBudget,
];

/** Why the answer does not meet the reward, and what can be done about it. */
export function diagnose(unmet: Unmet): Diagnosis {
  const { cause, fields, explain } = rootCauseOf(unmet);
  return {
    reward: pointerTo(unmet.index),
    name: unmet.reward.name,
    cause,
    fields,
    logprob: unmet.findings.bestLogProbability,
    explain,
  };
}

function rootCauseOf(unmet: Unmet): RootCause {
  for (const possible of possibleCauses) {
    const cause = possible(unmet);
    if (cause) return cause;
  }
  return notFound(unmet);
}
