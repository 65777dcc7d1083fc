/**
 * Refuses to score what cannot be scored as asked: what that takes is known before any work is done.
 *
 * @module
 */
import { nothing, sumOf, timesCost } from "./budget/cost.ts";
import { requireBudget } from "./check-budget.ts";
import type { Asides } from "./decode/asides.ts";
import type { GivenTexts } from "./given-texts.ts";
import type { LanguageModel } from "./model/language-model.ts";
import { type PreparedPrompt, promptSteps } from "./prompt.ts";
import { needsGreedy } from "./reward/combine/registry.ts";
import type { Reward } from "./reward/reward.ts";
import type { Scorer } from "./reward/scorer.ts";
import type { ScoreRequest } from "./spec/score.ts";
import { TillerError } from "./spec/tiller-error.ts";

/** Whether something compares with the model's own greedy answer. */
export function comparesWithGreedy(rewards: readonly Reward[], { combine }: ScoreRequest): boolean {
  return rewards.some((reward) => reward.needsGreedy) || needsGreedy(combine);
}

/** @throws TillerError `invalid_request` */
export function checkScore(
  request: ScoreRequest,
  parts: {
    prompt: PreparedPrompt;
    texts: GivenTexts;
    rewards: readonly Reward[];
    scorer: Scorer;
    asides: Pick<Asides, "work">;
    model: LanguageModel;
  },
): void {
  const { prompt, texts, rewards, scorer, asides, model } = parts;
  const room = model.context - prompt.tokens.length;
  for (const [index, length] of texts.lengths.entries()) {
    if (length > room)
      throw refuse(
        `/texts/${index}`,
        `has ${length} tokens; the prompt leaves ${room} of the model's context`,
      );
  }
  const decides = rewards.findIndex(({ needsDecisions }) => needsDecisions);
  if (decides !== -1)
    throw refuse(
      `/rewards/${decides}`,
      "sees how a text is decided while it is written, and this one has been",
    );

  const greedy = comparesWithGreedy(rewards, request) ? prompt.maxTokens : 0;
  const { costPerText, costPerAudit } = scorer;
  const scoring = sumOf([
    timesCost(request.texts.length, sumOf([costPerText, costPerAudit])),
    needsGreedy(request.combine) ? costPerText : nothing,
  ]);
  const rows = prompt.tokens.length + asides.work.forwardTokens + texts.rows + greedy + scoring.forwardTokens;
  const steps =
    promptSteps(prompt, model) +
    asides.work.steps +
    Math.ceil(texts.rows / model.maxRows) +
    greedy +
    scoring.steps;
  const what = `the prompt, the texts${greedy > 0 ? " and the model's own answer that they are compared with" : ""} may take that many`;
  requireBudget(request.budget, "forward_tokens", rows, what);
  requireBudget(request.budget, "steps", steps, what);
  requireBudget(request.budget, "reward_calls", scoring.rewardCalls, "each text is scored by each reward");
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
