/**
 * The one entry of the library.
 *
 * @module
 */
import { answerRoom } from "./answer-room.ts";
import { Meter } from "./budget/meter.ts";
import type { Tally } from "./budget/tally.ts";
import { checkBudget } from "./check-budget.ts";
import { checkDecisions } from "./check-decisions.ts";
import { checkRoom } from "./check-room.ts";
import { noWishes } from "./decode/alternatives.ts";
import { Decoder } from "./decode/decoder.ts";
import { PathReader } from "./decode/path-reader.ts";
import { randomSeed, randomStream } from "./decode/random.ts";
import { type Node, TokenTree } from "./decode/token-tree.ts";
import { noTracer } from "./decode/tracer.ts";
import type { LanguageModel } from "./model/language-model.ts";
import { noTextModels, type TextModels } from "./model/text-models.ts";
import { type AlignObserver, Narrator } from "./narrator.ts";
import { withProfile } from "./profile.ts";
import { preparePrompt, promptSteps } from "./prompt.ts";
import { requestRewards } from "./request-rewards.ts";
import { needsGreedy, needsWholeTexts } from "./reward/combine/registry.ts";
import { refuseContradictions } from "./reward/contradictions.ts";
import { Follower } from "./reward/follower.ts";
import { guidedShare } from "./reward/guided-share.ts";
import { isRule, type Reward } from "./reward/reward.ts";
import { Scorer } from "./reward/scorer.ts";
import type { Clock } from "./runtime/platform.ts";
import { Answers } from "./search/answers.ts";
import { Evidence } from "./search/evidence.ts";
import { Guide } from "./search/guide.ts";
import { outcomeOf } from "./search/outcome.ts";
import { strategyFor } from "./search/registry.ts";
import { SearchRecorder } from "./search/trace/search-recorder.ts";
import { settle } from "./settle.ts";
import type { AlignRequest } from "./spec/request.ts";
import type { Alignment } from "./spec/result.ts";
import { StandIns } from "./stand-ins.ts";
import { wishesOf } from "./wishes.ts";

export interface AlignDependencies {
  model: LanguageModel;
  clock: Clock;
  /** Ends the search within one step; what was found until then is the result. */
  signal?: AbortSignal;
  /** For rewards that are models of their own: without them they are refused. */
  textModels?: TextModels;
  /** Told of the work as it is done. */
  tally?: Tally | undefined;
  /** Told of the search while it goes on. The result is the same without. */
  observer?: AlignObserver | undefined;
}

/**
 * Searches for the best answer to the request's prompt, by its rewards and within its budget: computes the
 * prompt, lets the strategy grow a tree of candidates, and returns the best ones with their scores and
 * their price.
 *
 * @throws TillerError `invalid_request` for what cannot be served as asked; `unsatisfied` where the request
 * wants that instead of an answer that breaks a hard reward
 */
export function align(request: AlignRequest, dependencies: AlignDependencies): Promise<Alignment> {
  return withProfile(request, (whole) => search(whole, dependencies));
}

async function search(request: AlignRequest, dependencies: AlignDependencies): Promise<Alignment> {
  const { model, clock, signal, textModels = noTextModels, observer, tally } = dependencies;
  const strategy = strategyFor(request);
  const meter = new Meter(request.budget, clock, tally);
  const prompt = preparePrompt(request, model);
  const wishes = wishesOf(request, model);
  const paths = new PathReader({ ...model, stop: request.stop, maxTokens: prompt.maxTokens });
  const recorder =
    request.trace === "none" ? null : new SearchRecorder(paths, request.trace, observer !== undefined);
  const tracer = recorder ?? noTracer;
  const tree = new TokenTree(tracer);
  const trunk = tree.plant(prompt.tokens);
  const mostTokens = prompt.maxTokens;
  const prepared = await requestRewards(request, { model, textModels, tree, trunk, mostTokens });
  const { rewards, asides, greedy, readPrompt } = prepared;
  refuseContradictions(rewards, { maxTokens: prompt.maxTokens, stop: request.stop });
  checkRoom(rewards, prompt, model);
  checkDecisions(rewards);
  const scorer = new Scorer(rewards, request.combine);
  const promptWork = {
    forwardTokens: prompt.tokens.length + asides.work.forwardTokens,
    steps: promptSteps(prompt, model) + asides.work.steps,
    what:
      asides.work.steps > 0 ? "the prompt and judging what is returned may take" : "the prompt alone takes",
  };
  const reserve = checkBudget(request, scorer, promptWork);
  meter.holdBack(reserve);
  const seed = request.seed ?? randomSeed();

  const beside = {
    forwardTokens: promptWork.forwardTokens + reserve.forwardTokens,
    steps: promptWork.steps + reserve.steps,
  };
  let room = answerRoom(request, prompt, beside);
  // Whatever is refused was refused before: from here on, all ways lead to where the session is closed.
  const session = model.open();
  const heads = rewards.some(({ readsHeads }) => readsHeads) ? model.heads.length : 0;
  const answers = new Answers(paths, scorer, meter, request.n, tracer);
  const standIns = new StandIns(request, rewards, scorer);
  const narrator =
    observer &&
    new Narrator<Node>({
      observer,
      answers,
      meter,
      promptTokens: () => prompt.tokens.length,
      isReplaced: (answer) => standIns.replaces(answer),
      mayReplace: () => request.n > 1 || standIns.mayReplace,
      lasting: (node) => paths.lasting(node),
      treeChanges: recorder ? () => recorder.treeChanges() : undefined,
    });
  const { maxRows } = model;
  const onPause = narrator && (() => narrator.catchUp());
  const parts = { session, maxRows, tree, meter, clock, signal, tracer, onPause };
  const decoder = new Decoder({ ...parts, heads, wishes });
  // Judges read as the model does by itself.
  const reading = new Decoder({ ...parts, heads: 0, wishes: noWishes });
  const evidence = new Evidence();
  const guideBy = (followed: readonly Reward[]) =>
    new Guide(new Follower(followed, scorer.trusts), {
      ...model,
      tree,
      decoder,
      paths,
      tracer,
      evidence,
      maxTokens: room.tokens,
      seeksDecisions: rewards.some(({ needsDecisions }) => needsDecisions),
      countPrefixChecks: (count) => meter.countPrefixChecks(count),
    });

  const root = trunk.at(-1);
  if (!root) throw new Error("a prompt has tokens");
  answers.workingOn([root]);

  const searched = outcomeOf(async () => {
    await readPrompt(decoder, reading);
    if (rewards.some((reward) => reward.needsGreedy) || needsGreedy(request.combine)) {
      const [tokens, steps] = [meter.forwardTokensLeft, meter.stepsLeft];
      await greedy.find({ root, paths, answers }, guideBy([]));
      room = answerRoom(request, prompt, {
        forwardTokens: beside.forwardTokens + tokens - meter.forwardTokensLeft,
        steps: beside.steps + steps - meter.stepsLeft,
      });
    }
    if (needsGreedy(request.combine) && greedy.answer) {
      await scorer.refer(greedy.answer, meter.reserved);
    }
    const active = rewards.filter(({ isIdle }) => !(isIdle?.() ?? false));
    return strategy({
      root,
      tree,
      decoder,
      paths,
      rules: guideBy(active.filter(isRule)),
      guide: guideBy(active.filter(({ guides, audit }) => guides.length > 0 && !audit)),
      answers,
      maxTokens: prompt.maxTokens,
      wanted: request.n,
      costPerText: scorer.costPerText,
      callsTakeLong: rewards.some(({ assess, audit }) => assess && !audit),
      hasRewards: rewards.some(({ audit }) => !audit),
      hasGuidance:
        !needsWholeTexts(request.combine) &&
        active.some(({ guides, audit }) => guides.includes("prefix") && !audit),
      guidedShare: guidedShare(rewards, request.combine),
      forwardTokensLeft: () => meter.forwardTokensLeft,
      stepsLeft: () => meter.stepsLeft,
      rewardCallsLeft: () => meter.rewardCallsLeft,
      price: (cost) => meter.price(cost),
      settleOn: (nodes) => narrator?.settleOn(nodes),
      random: (stream) => randomStream(seed, stream),
    });
  });
  // The session stays open until then: what is returned may have to be read by the model, too.
  const settled = searched.then((outcome) =>
    settle({
      request,
      model: { name: model.name, countTokens: (text) => model.tokenizer.encode(text).length },
      seed,
      promptTokens: prompt.tokens.length,
      maxTokens: prompt.maxTokens,
      rewards,
      seekers: { guided: "beam", whole: "best_of_n or deal" },
      room,
      outcome,
      answers,
      evidence,
      scorer,
      meter,
      recorder,
    }),
  );
  const alignment = await settled.finally(() => session.close());
  narrator?.end(alignment.choices);
  return alignment;
}
