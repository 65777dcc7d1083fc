/**
 * One strategy on one item.
 *
 * @module
 */
import { align } from "../src/align.ts";
import { lazyEncoder } from "../src/model/encoder/lazy-encoder.ts";
import type { LanguageModel } from "../src/model/language-model.ts";
import { noTextModels } from "../src/model/text-models.ts";
import { preparePrompt } from "../src/prompt.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import type { SearchSpec } from "../src/search/registry.ts";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { type AlignRequest, alignRequestSchema } from "../src/spec/request.ts";
import type { Choice } from "../src/spec/result.ts";
import type { Ask, Evaluation } from "./evaluation.ts";
import type { EvaluationRecord } from "./record.ts";
import type { NamedStrategy } from "./strategy-spec.ts";

/** For evaluations whose rewards compare what texts mean; loaded when the first does. */
const encoder = lazyEncoder(folderReader("models/all-minilm-l6-v2"), nodePlatform);

/** The most there is, so that no strategy is cut short and each shows what it does and costs by itself. */
export const budget = { forward_tokens: 100_000, reward_calls: 100_000, steps: 20_000, time_ms: 600_000 };

export interface Task {
  key: string;
  /** The item's place among those that are evaluated. */
  index: number;
  item: unknown;
  ask: Ask;
  strategy: NamedStrategy;
  seed: number;
}

/** What a strategy is asked, with at most so many forward tokens beside the prompt's, or the most there is. */
export function requestOf(
  asked: { ask: Ask; search: SearchSpec; seed: number; forwardTokens: number | null },
  model: LanguageModel,
): AlignRequest {
  const { ask, search, seed, forwardTokens } = asked;
  const request = parseOrRefuse(alignRequestSchema, { ...ask, search, seed, budget });
  if (forwardTokens !== null) {
    request.budget.forward_tokens = preparePrompt(request, model).tokens.length + forwardTokens;
  }
  return request;
}

/** Lets the strategy answer the item and measures the answer; `signal` ends the work with what there is. */
export async function answerItem(
  evaluation: Evaluation,
  task: Task,
  model: LanguageModel,
  signal: AbortSignal,
): Promise<EvaluationRecord> {
  const { key, index, item, ask, strategy, seed } = task;
  const { search, forwardTokens } = strategy;
  const request = requestOf({ ask, search, seed, forwardTokens }, model);
  const begun = performance.now();
  const {
    choices,
    usage,
    budget: spent,
  } = await align(request, {
    model,
    clock: nodePlatform.clock,
    signal,
    textModels: { ...noTextModels, encoder },
  });
  const seconds = (performance.now() - begun) / 1000;
  const [choice] = choices;
  if (!choice) throw new Error("an alignment has a choice");
  return {
    key,
    index,
    strategy: strategy.label,
    item,
    text: choice.text,
    measures: evaluation.measure(item, choice.text, {
      logProbabilityPerToken: logProbabilityPerToken(choice),
      audits: auditsOf(choice),
    }),
    log_probability_per_token: logProbabilityPerToken(choice),
    looping: evaluation.isLooping(choice.text),
    tokens: choice.tokens,
    finish_reason: choice.finish_reason,
    stop_reason: spent.stop_reason,
    prompt_tokens: usage.prompt_tokens,
    forward_tokens: usage.forward_tokens,
    reward_calls: usage.reward_calls,
    steps: usage.steps,
    seconds,
    reward: choice.reward.total,
  };
}

function auditsOf({ reward }: Choice): Record<string, number> {
  return Object.fromEntries(
    reward.scores.flatMap(({ name, value, audit }) => (audit ? [[name, value]] : [])),
  );
}

/** The end token's probability is part of the answer's, so it counts among the tokens too. */
function logProbabilityPerToken({ logprob, tokens, finish_reason }: Choice): number {
  return (logprob ?? 0) / Math.max(1, tokens + (finish_reason === "stop" ? 1 : 0));
}
