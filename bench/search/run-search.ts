/**
 * Every strategy under every budget, on one item.
 *
 * @module
 */
import { requestOf } from "../../eval/answer-item.ts";
import type { Ask } from "../../eval/evaluation.ts";
import { rememberingModel } from "../../eval/remembering-model.ts";
import { askedOf, type NamedStrategy } from "../../eval/strategy-spec.ts";
import { align } from "../../src/align.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";

/** What a strategy made of an item within a budget. */
export interface SearchOutcome {
  item: number;
  strategy: string;
  /** Forward tokens that it might take beside the prompt's. */
  budget: number;
  /** The answer's combined score. */
  reward: number;
  /** Forward tokens that it took beside the prompt's. */
  forwardTokens: number;
  rewardCalls: number;
  steps: number;
  stopReason: string;
}

export interface Trial {
  item: number;
  ask: Ask;
  strategies: readonly NamedStrategy[];
  budgets: readonly number[];
}

/** The outcomes as they come, strategy by strategy; what trials have in common is computed once, and charged to each. */
export async function* runSearches(
  model: LanguageModel,
  trials: readonly Trial[],
): AsyncGenerator<SearchOutcome> {
  const remembering = rememberingModel(model);
  for (const trial of trials) yield* runTrial(remembering, trial);
}

async function* runTrial(model: LanguageModel, trial: Trial): AsyncGenerator<SearchOutcome> {
  for (const strategy of trial.strategies) {
    const { label, search } = strategy;
    const ask = askedOf(strategy, trial.ask);
    for (const limit of trial.budgets) {
      const request = requestOf({ ask, search, seed: 1 + trial.item, forwardTokens: limit }, model);
      const { choices, usage, budget } = await align(request, { model, clock: nodePlatform.clock });
      yield {
        item: trial.item,
        strategy: label,
        budget: limit,
        reward: choices[0]?.reward.total ?? 0,
        forwardTokens: usage.forward_tokens - usage.prompt_tokens,
        rewardCalls: usage.reward_calls,
        steps: usage.steps,
        stopReason: budget.stop_reason,
      };
    }
  }
}
