/**
 * A request's rewards, and what they are told of its prompt.
 *
 * @module
 */
import { Asides } from "./decode/asides.ts";
import type { Decoder } from "./decode/decoder.ts";
import { type HeadReadings, readingsOfParts } from "./decode/head-readings.ts";
import type { Node, TokenTree } from "./decode/token-tree.ts";
import type { LanguageModel } from "./model/language-model.ts";
import type { TextModels } from "./model/text-models.ts";
import { modelReader } from "./model-reader.ts";
import { type PromptRequest, promptToAnswer } from "./prompt.ts";
import { prepareRewards } from "./reward/prepare.ts";
import type { Reward } from "./reward/reward.ts";
import { GreedyAnswer } from "./search/greedy-answer.ts";

export interface RequestRewards {
  rewards: Reward[];
  /** What rewards have the model read beside the prompt. */
  asides: Asides;
  /** Some compare with it; whoever asks them has to find it first. */
  greedy: GreedyAnswer;
  /**
   * Computes the prompt, and what rewards want to be read beside it, by another decoder where that is wanted.
   *
   * @throws SearchStopped where a step may not be taken
   */
  readPrompt(decoder: Decoder, beside?: Decoder): Promise<void>;
}

/**
 * @param parts - `trunk`: the prompt in the tree; `mostTokens`: of a text that is judged
 * @throws TillerError `invalid_request` for what a reward cannot do
 */
export async function requestRewards(
  request: PromptRequest,
  parts: {
    model: LanguageModel;
    textModels: TextModels;
    tree: TokenTree;
    trunk: readonly Node[];
    mostTokens: number;
  },
): Promise<RequestRewards> {
  const { model, textModels, tree, trunk, mostTokens } = parts;
  const asides = new Asides({ ...model, ...model.tokenizer, tree, trunk, mostTokens });
  const greedy = new GreedyAnswer();
  let promptReadings: readonly HeadReadings[] = [];
  const rewards = await prepareRewards(request.rewards, {
    prompt: promptToAnswer(request),
    isContinued: request.prompt !== undefined,
    greedy: () => greedy.answer,
    heads: model.heads,
    promptReadings: () => promptReadings,
    textModels,
    reader: modelReader(request, model, asides),
  });
  const readPrompt = async (decoder: Decoder, beside = decoder) => {
    await decoder.prefill(trunk);
    await asides.prefill(beside);
    promptReadings = readingsOfParts(trunk);
  };
  return { rewards, asides, greedy, readPrompt };
}
