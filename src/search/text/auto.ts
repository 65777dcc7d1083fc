/**
 * `auto` over texts: the most probable answer first, then whole samples as long as they are worth their price.
 *
 * @module
 */
import type { z } from "zod";
import { Trials } from "../../budget/value-of-information.ts";
import type { ScoredAnswer } from "../answers.ts";
import type { auto } from "../auto.ts";
import type { TextSearch, TextStrategy } from "./text-search.ts";
import { drawWhole } from "./whole-drafts.ts";

/** Sums of weights are rounded. */
const rounding = 1e-9;
const drawing = { temperature: 1, top_p: 1 };
/** Most samples that are drawn before the next decision. */
const mostAtOnce = 8;

export const textAuto: TextStrategy<z.infer<typeof auto.schema>> = {
  continues: false,

  async run(search, { least_gain }) {
    const { answers, decoder, hasRewards, guidedShare } = search;
    const greedy = await search.greedy();
    answers.workingOn([greedy]);
    const first = await answers.offer(greedy);
    if (!hasRewards) return "complete";

    const perSample = search.forwardTokens();
    const trials = new Trials(guidedShare);
    let best = first;
    let count = 1;
    while (!isPerfect(best)) {
      const expected = trials.expectedImprovement(first.reward.total, best.reward.total, 1);
      if (expected <= least_gain * priceOf(search, perSample)) return "converged";
      const drafts = await drawWhole(search, count, drawing, "whole");
      answers.workingOn(drafts);
      for (const draft of drafts) {
        await decoder.pause();
        const answer = await answers.offer(draft);
        trials.observe(answer.reward.total - first.reward.total, 1);
        best = isBetter(answer, best) ? answer : best;
      }
      // They go side by side: the more there were without success, the less is wasted if one of them is one.
      count = Math.min(mostAtOnce, 2 * count);
    }
    return "satisfied";
  },
};

/** Of one more sample, going by the first. */
function priceOf({ price, callsPerText }: TextSearch, forwardTokens: number): number {
  return price({ forwardTokens, rewardCalls: callsPerText, steps: 1 });
}

function isPerfect({ reward }: ScoredAnswer): boolean {
  return reward.satisfied && reward.total >= 1 - rounding;
}

function isBetter({ reward: a }: ScoredAnswer, { reward: b }: ScoredAnswer): boolean {
  return a.satisfied === b.satisfied ? a.total > b.total : a.satisfied;
}
