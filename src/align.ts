/**
 * The one entry of the library.
 *
 * @module
 */
import { Meter } from "./budget/meter.ts";
import { checkBudget } from "./check-budget.ts";
import { Decoder } from "./decode/decoder.ts";
import { PathReader } from "./decode/path-reader.ts";
import { randomStream } from "./decode/random.ts";
import { TokenTree } from "./decode/token-tree.ts";
import type { LanguageModel } from "./model/language-model.ts";
import { preparePrompt, promptToAnswer } from "./prompt.ts";
import { prepareRewards } from "./reward/prepare.ts";
import { Scorer } from "./reward/scorer.ts";
import type { Clock } from "./runtime/platform.ts";
import { Answers } from "./search/answers.ts";
import { outcomeOf } from "./search/outcome.ts";
import { strategyFor } from "./search/registry.ts";
import { settle } from "./settle.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment } from "./spec/result.ts";

export interface AlignDependencies {
  model: LanguageModel;
  clock: Clock;
  /** Ends the search within one step; what was found until then is the result. */
  signal?: AbortSignal;
}

/**
 * Searches for the best answer to the request's prompt, by its rewards and within its budget: computes the
 * prompt, lets the strategy grow a tree of candidates, and returns the best ones with their scores and
 * their price.
 *
 * @throws TillerError `invalid_request` for what cannot be served as asked; `unsatisfied` where the request
 * wants that instead of an answer that breaks a hard reward
 */
export async function align(request: AlignRequest, dependencies: AlignDependencies): Promise<Alignment> {
  const { model, clock, signal } = dependencies;
  const strategy = strategyFor(request);
  const meter = new Meter(request.budget, clock);
  const prompt = preparePrompt(request, model);
  const scorer = new Scorer(
    await prepareRewards(request.rewards, {
      prompt: promptToAnswer(request),
      greedy: () => {
        throw new Error("x");
      },
    }),
  );
  meter.holdBack(checkBudget(request, prompt, scorer, model));
  const seed = request.seed ?? randomSeed();

  const tree = new TokenTree();
  const session = model.open();
  const decoder = new Decoder({ session, maxRows: model.maxRows, tree, meter, clock, signal });
  const paths = new PathReader({ ...model, stop: request.stop, maxTokens: prompt.maxTokens });
  const answers = new Answers(paths, scorer, meter, request.n);

  const trunk = tree.plant(prompt.tokens);
  const root = trunk.at(-1);
  if (!root) throw new Error("a prompt has tokens");
  answers.workingOn([root]);

  const outcome = await outcomeOf(async () => {
    await decoder.prefill(trunk);
    return strategy({
      root,
      tree,
      decoder,
      paths,
      answers,
      maxTokens: prompt.maxTokens,
      wanted: request.n,
      hasRewards: request.rewards.length > 0,
      forwardTokensLeft: () => meter.forwardTokensLeft,
      random: (stream) => randomStream(seed, stream),
    });
  }).finally(() => session.close());
  return settle({ request, model, seed, prompt, outcome, answers, scorer, meter });
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
