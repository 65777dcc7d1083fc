/**
 * What texts are worth that are there already.
 *
 * @module
 */
import type { AlignDependencies } from "./align.ts";
import { Meter } from "./budget/meter.ts";
import { requireBudget } from "./check-budget.ts";
import { checkScore, comparesWithGreedy } from "./check-score.ts";
import { noWishes } from "./decode/alternatives.ts";
import { Decoder } from "./decode/decoder.ts";
import { PathReader } from "./decode/path-reader.ts";
import { type Obstacle, SearchStopped } from "./decode/search-stopped.ts";
import { TokenTree } from "./decode/token-tree.ts";
import { noTracer } from "./decode/tracer.ts";
import { type GivenText, GivenTexts } from "./given-texts.ts";
import { noTextModels } from "./model/text-models.ts";
import { preparePrompt } from "./prompt.ts";
import { requestRewards } from "./request-rewards.ts";
import { needsGreedy } from "./reward/combine/registry.ts";
import { Follower } from "./reward/follower.ts";
import { Scorer } from "./reward/scorer.ts";
import { Answers } from "./search/answers.ts";
import { Evidence } from "./search/evidence.ts";
import { Guide } from "./search/guide.ts";
import type { ScoredText, ScoreRequest, Scores } from "./spec/score.ts";
import { TillerError } from "./spec/tiller-error.ts";
import { usageSoFar } from "./usage.ts";

/**
 * Scores texts as answers to a prompt, as `align` scores its choices: computes the prompt, then all texts as branches of
 * one tree, and asks the rewards about each.
 *
 * @throws TillerError `invalid_request` for what cannot be scored as asked; `exhausted`, `cancelled`, `overloaded` where
 * it had to stop before all was scored: a part of the scores is of no use
 */
export async function score(request: ScoreRequest, dependencies: AlignDependencies): Promise<Scores> {
  const { model, clock, signal, textModels = noTextModels, tally } = dependencies;
  const meter = new Meter(request.budget, clock, tally);
  const prompt = preparePrompt(request, model);
  const tree = new TokenTree();
  const trunk = tree.plant(prompt.tokens);
  const root = trunk.at(-1);
  if (!root) throw new Error("a prompt has tokens");
  const texts = new GivenTexts(tree, root);
  for (const [index, text] of request.texts.entries()) {
    texts.add(text, model);
    const what = `the prompt and ${index + 1} of the texts take that many`;
    requireBudget(request.budget, "forward_tokens", prompt.tokens.length + texts.rows, what);
    // A long text may take a second: others must not wait for all of them.
    await clock.pause();
    if (signal?.aborted) throw stoppedBy("cancelled");
  }
  const mostTokens = Math.max(1, ...texts.lengths);
  const prepared = await requestRewards(request, { model, textModels, tree, trunk, mostTokens });
  const { rewards, asides, greedy, readPrompt } = prepared;
  const scorer = new Scorer(rewards, request.combine);
  checkScore(request, { prompt, texts, rewards, scorer, asides, model });

  const session = model.open();
  const heads = rewards.some(({ readsHeads }) => readsHeads) ? model.heads.length : 0;
  const tracer = noTracer;
  // Texts are as likely as the model finds them.
  const wishes = noWishes;
  const decoder = new Decoder({
    session,
    maxRows: model.maxRows,
    tree,
    meter,
    clock,
    signal,
    tracer,
    heads,
    wishes,
  });
  const { funds } = meter;

  /** Behind the texts, whose branches it must not take for its own: they do not tell how likely they are. */
  const findGreedy = async () => {
    for (const child of [...root.children.values()]) tree.drop(child);
    const paths = new PathReader({ ...model, stop: [], maxTokens: prompt.maxTokens });
    const guide = new Guide(new Follower([], scorer.trusts), {
      ...model,
      tree,
      decoder,
      paths,
      tracer,
      evidence: new Evidence(),
      maxTokens: prompt.maxTokens,
      seeksDecisions: false,
      countPrefixChecks: () => undefined,
    });
    await greedy.find({ root, paths, answers: new Answers(paths, scorer, meter, 1) }, guide);
    if (needsGreedy(request.combine) && greedy.answer) await scorer.refer(greedy.answer, funds);
  };

  const scoreText = async (text: GivenText, index: number): Promise<ScoredText> => {
    await decoder.pause();
    const { reward } = await scorer.audit(text, await scorer.score(text, funds), funds);
    const { logProbability: logprob, openLogProbability: open_logprob, tokens } = text;
    return { index, logprob, open_logprob, tokens, reward };
  };

  const data = await untilStopped(async () => {
    await readPrompt(decoder);
    await texts.compute(decoder, model);
    const given = texts.read();
    if (comparesWithGreedy(rewards, request)) await findGreedy();
    if (scorer.gainsByBatches) await scorer.foresee(given, funds);
    const scored: ScoredText[] = [];
    for (const [index, text] of given.entries()) scored.push(await scoreText(text, index));
    return scored;
  }).finally(() => session.close());

  const completionTokens = data.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    id: `score-${crypto.randomUUID()}`,
    object: "scores",
    created: Math.floor(Date.now() / 1000),
    model: model.name,
    data,
    usage: {
      ...usageSoFar(meter, prompt.tokens.length),
      completion_tokens: completionTokens,
      total_tokens: prompt.tokens.length + completionTokens,
    },
    budget: { limits: meter.limits },
  };
}

async function untilStopped<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SearchStopped ? stoppedBy(error.obstacle) : error;
  }
}

/** Of the budget's limits only time is not known beforehand. */
function stoppedBy(obstacle: Obstacle): TillerError {
  if (obstacle === "cancelled") return new TillerError("cancelled", "the client went away");
  if (obstacle === "time_ms")
    return new TillerError("exhausted", "the time was up before all was scored", {
      param: "/budget/time_ms",
    });
  if (obstacle !== "memory") return new TillerError("internal", `stopped by ${obstacle}`);
  return new TillerError("overloaded", "no memory for so many tokens at the moment", { retryAfter: 5 });
}
