/**
 * The error for a request that wants one rather than an answer that breaks a hard reward.
 *
 * @module
 */
import type { ScoredAnswer } from "../search/answers.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { whyStopped } from "./causes-in-limits.ts";
import { diagnose } from "./diagnose.ts";
import { type SearchFacts, unmetBy } from "./unmet.ts";

/** @param best - the best answer that was found, if any was begun */
export function unsatisfiedError(best: ScoredAnswer | undefined, facts: SearchFacts): TillerError {
  return new TillerError("unsatisfied", reasons(best, facts), { param: "/rewards" });
}

function reasons(best: ScoredAnswer | undefined, facts: SearchFacts): string {
  if (!best || best.depth === 0) {
    const stopped = whyStopped(facts, "before its first token");
    return ["no answer was begun", ...(stopped ? [stopped.explain] : [])].join(": ");
  }
  const hard = unmetBy(best, facts).filter(({ reward }) => reward.enforce === "hard");
  const each = hard.map((unmet) => `${unmet.reward.name} (${unmet.explain}): ${diagnose(unmet).explain}`);
  return `no answer found that satisfies every hard reward. ${each.join(". ")}`;
}
