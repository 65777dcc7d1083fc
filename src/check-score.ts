/**
 * Refuses to score what cannot be scored as asked: what that takes is known before any work is done.
 *
 * @module
 */
import { requireBudget } from "./check-budget.ts";
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
    model: LanguageModel;
  },
): void {
  const { prompt, texts, rewards, scorer, model } = parts;
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
  const rows = prompt.tokens.length + texts.rows + greedy;
  const steps = promptSteps(prompt, model) + Math.ceil(texts.rows / model.maxRows) + greedy;
  const reference = needsGreedy(request.combine) ? scorer.callsPerText : 0;
  const calls = request.texts.length * (scorer.callsPerText + scorer.callsPerAudit) + reference;
  const what = `the prompt, the texts${greedy > 0 ? " and the model's own answer that they are compared with" : ""} may take that many`;
  requireBudget(request.budget, "forward_tokens", rows, what);
  requireBudget(request.budget, "steps", steps, what);
  requireBudget(request.budget, "reward_calls", calls, "each text is scored by each reward");
}

function refuse(param: string, message: string): TillerError {
  return new TillerError("invalid_request", message, { param });
}
