/**
 * `align` for a model behind another API, which says what it writes and nothing of how it came to it.
 *
 * @module
 */
import { Meter } from "./budget/meter.ts";
import type { Tally } from "./budget/tally.ts";
import { checkBudget } from "./check-budget.ts";
import { checkUpstream } from "./check-upstream.ts";
import { randomSeed, randomStream } from "./decode/random.ts";
import { instructedMessages } from "./instruct.ts";
import { noTextModels, type TextModels } from "./model/text-models.ts";
import { type AlignObserver, Narrator } from "./narrator.ts";
import { withProfile } from "./profile.ts";
import { defaultMaxTokens, promptToAnswer } from "./prompt.ts";
import { needsGreedy } from "./reward/combine/registry.ts";
import { refuseContradictions } from "./reward/contradictions.ts";
import { Follower } from "./reward/follower.ts";
import { guidedShare } from "./reward/guided-share.ts";
import { prepareRewards } from "./reward/prepare.ts";
import type { Reward, RewardContext } from "./reward/reward.ts";
import { Scorer } from "./reward/scorer.ts";
import type { Clock } from "./runtime/platform.ts";
import { Answers } from "./search/answers.ts";
import { Evidence } from "./search/evidence.ts";
import { outcomeOf } from "./search/outcome.ts";
import { type Draft, draftReader } from "./search/text/draft.ts";
import { DraftGuide } from "./search/text/draft-guide.ts";
import { GreedyDraft } from "./search/text/greedy-draft.ts";
import { Proposer } from "./search/text/proposer.ts";
import { textStrategyFor } from "./search/text/registry.ts";
import { settle } from "./settle.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment } from "./spec/result.ts";
import { StandIns } from "./stand-ins.ts";
import type { Upstream, UpstreamPrompt } from "./upstream/upstream.ts";

export interface UpstreamDependencies {
  upstream: Upstream;
  clock: Clock;
  /** Ends the search, calls under way included; what was found until then is the result. */
  signal?: AbortSignal;
  /** For rewards that are models of their own: without them they are refused. */
  textModels?: TextModels;
  /** Told of the work as it is done. */
  tally?: Tally | undefined;
  /** Told of the search while it goes on; of the text at its end. The result is the same without. */
  observer?: AlignObserver | undefined;
}

/**
 * Searches for the best answer as `align` does, over texts: the same rewards judge what the upstream proposes, and the
 * budget counts tokens as the upstream does, of the prompt in each call, too.
 *
 * @throws TillerError as `align`; `upstream_unavailable` and `upstream_refused` where the upstream fails
 */
export function alignUpstream(request: AlignRequest, dependencies: UpstreamDependencies): Promise<Alignment> {
  return withProfile(request, (whole) => search(whole, dependencies));
}

async function search(
  request: AlignRequest,
  { upstream, clock, signal, textModels = noTextModels, observer, tally }: UpstreamDependencies,
): Promise<Alignment> {
  const strategy = textStrategyFor(request, upstream.continuesMessages || request.prompt !== undefined);
  const meter = new Meter(request.budget, clock, tally);
  const maxTokens = request.max_tokens ?? defaultMaxTokens;
  const seed = request.seed ?? randomSeed();
  const greedy = new GreedyDraft();
  const rewards = await rewardsOf(request, { greedy: () => greedy.answer, textModels });
  checkUpstream(request, rewards, upstream);
  refuseContradictions(rewards, { maxTokens, stop: request.stop });
  const scorer = new Scorer(rewards, request.combine);

  const answers = new Answers<Draft>(draftReader, scorer, meter, request.n);
  const followed = rewards.filter(({ guides, audit }) => guides.length > 0 && !audit);
  const guide = new DraftGuide(new Follower(followed, scorer.trusts), (count) =>
    meter.countPrefixChecks(count),
  );
  const decoder = new Proposer({
    upstream,
    prompt: promptOf(request),
    stop: request.stop,
    maxTokens,
    guide,
    meter,
    clock,
    signal,
    random: randomStream(seed, 0),
    keep: (draft) => answers.keep(draft),
    onPause: () => narrator?.catchUp(),
  });
  const standIns = new StandIns(request, rewards, scorer);
  const narrator =
    observer &&
    new Narrator<Draft>({
      observer,
      answers,
      meter,
      promptTokens: () => decoder.promptTokens,
      isReplaced: (answer) => standIns.replaces(answer),
      // Whole texts are all that there is to choose from.
      mayReplace: () => true,
      lasting: ({ text }) => text,
    });
  const firstToken = decoder.root.promptTokens + 1;
  meter.holdBack(
    checkBudget(request, scorer, {
      forwardTokens: firstToken,
      steps: 1,
      what: "the first call of the model's server may take",
    }),
  );
  answers.workingOn([decoder.root]);
  const drafts = { decoder, answers, maxTokens };

  const outcome = await outcomeOf(async () => {
    if (rewards.some((reward) => reward.needsGreedy) || needsGreedy(request.combine)) {
      const answer = await greedy.find(drafts);
      if (needsGreedy(request.combine)) await scorer.refer(answer, meter.reserved);
    }
    return strategy({
      ...drafts,
      guide,
      paths: draftReader,
      wanted: request.n,
      callsPerText: scorer.costPerText.rewardCalls,
      hasRewards: rewards.some(({ audit }) => !audit),
      guidedShare: guidedShare(rewards, request.combine),
      price: (cost) => meter.price(cost),
      forwardTokens: () => meter.forwardTokens,
      greedy: () => greedy.find(drafts),
    });
  });
  const alignment = await settle({
    request,
    // Nobody has counted what the upstream has not written.
    model: { name: upstream.name, countTokens: () => 0 },
    seed,
    promptTokens: decoder.promptTokens,
    maxTokens,
    rewards,
    seekers: { guided: "blockwise", whole: "best_of_n" },
    room: { tokens: maxTokens, limit: "/max_tokens" },
    outcome,
    answers,
    evidence: new Evidence(),
    scorer,
    meter,
    recorder: null,
  });
  narrator?.end(alignment.choices);
  return alignment;
}

function promptOf(request: AlignRequest): UpstreamPrompt {
  return request.prompt === undefined
    ? { messages: instructedMessages(request) }
    : { prompt: request.prompt };
}

/** Nothing holds by construction where tokens cannot be chosen. */
async function rewardsOf(
  request: AlignRequest,
  { greedy, textModels }: Pick<RewardContext, "greedy" | "textModels">,
): Promise<Reward[]> {
  const rewards = await prepareRewards(request.rewards, {
    prompt: promptToAnswer(request),
    isContinued: request.prompt !== undefined,
    greedy,
    heads: [],
    promptReadings: () => [],
    textModels,
    reader: null,
  });
  return rewards.map((reward) => ({ ...reward, constructive: false }));
}
