import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { align } from "../../src/align.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { keywords } from "../../src/reward/keywords.ts";
import { length } from "../../src/reward/length.ts";
import { regex } from "../../src/reward/regex.ts";
import type { PreparedReward } from "../../src/reward/reward.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import type { Clock } from "../../src/runtime/platform.ts";
import { searchSpecSchema, strategyDefinitions } from "../../src/search/registry.ts";
import type { StrategyDefinition } from "../../src/search/strategy.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { type Alignment, alignmentSchema } from "../../src/spec/result.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { countingModel, manualClock } from "../support/counting-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

/** `TILLER_RUNS=10000 npx vitest run test/align/limits` tries more. */
const runs = Number(process.env.TILLER_RUNS ?? 2000);
/** How many requests are under way at once where they share steps. */
const crowd = 12;

afterEach(() => vi.restoreAllMocks());

const words = fc.constantFrom("the", "and", "of", "dog", "a", "time", "people", "frisbee");

const reward = fc.oneof(
  fc.record({
    type: fc.constant("keywords"),
    include: fc.array(words, { minLength: 1, maxLength: 3 }),
    enforce: fc.constantFrom("hard", "soft"),
    match: fc.constantFrom("exact", "lemma"),
  }),
  fc.record({
    type: fc.constant("length"),
    unit: fc.constantFrom("tokens", "characters", "words", "sentences", "paragraphs"),
    min: fc.nat(5),
    max: fc.integer({ min: 5, max: 40 }),
    enforce: fc.constantFrom("hard", "soft"),
  }),
  fc.record({
    type: fc.constant("regex"),
    pattern: fc.constantFrom("[a-z]+", "^.{3,}$", "(a|b)*c", "\\d"),
    mode: fc.constantFrom("search", "full", "absent"),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
);

const strategy = fc.oneof(
  fc.record({ strategy: fc.constantFrom("greedy", "auto") }),
  fc.record({
    strategy: fc.constantFrom("beam", "banked", "best_first"),
    width: fc.integer({ min: 3, max: 5 }),
    k: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    strategy: fc.constant("beam"),
    width: fc.integer({ min: 3, max: 5 }),
    groups: fc.integer({ min: 1, max: 3 }),
    diversity: fc.double({ min: 0, max: 4, noNaN: true }),
  }),
  fc.record({
    strategy: fc.constant("sample"),
    temperature: fc.double({ min: 0.1, max: 2, noNaN: true }),
    top_k: fc.nat(40),
  }),
  fc.record({
    strategy: fc.constant("best_of_n"),
    n: fc.integer({ min: 1, max: 6 }),
    top_p: fc.double({ min: 0.1, max: 1, noNaN: true }),
  }),
  fc.record({
    strategy: fc.constant("deal"),
    k: fc.integer({ min: 1, max: 4 }),
    lookahead: fc.nat(5),
    lambda: fc.integer({ min: 0, max: 30 }),
    reuse: fc.boolean(),
  }),
  fc.record({
    strategy: fc.constant("prune"),
    n: fc.integer({ min: 1, max: 6 }),
    every: fc.integer({ min: 1, max: 4 }),
    drop: fc.double({ min: 0, max: 0.95, noNaN: true }),
    branch: fc.boolean(),
  }),
  fc.record({
    strategy: fc.constant("args"),
    k: fc.integer({ min: 1, max: 6 }),
    weight: fc.integer({ min: 0, max: 30 }),
    choice: fc.constantFrom("greedy", "stochastic"),
  }),
  fc.record({
    strategy: fc.constant("blockwise"),
    blocks: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    strategy: fc.constant("cascade"),
    uncertainty: fc.double({ min: 0, max: 8, noNaN: true }),
    shortest: fc.integer({ min: 1, max: 4 }),
    beta: fc.double({ min: 0, max: 1, noNaN: true }),
    tries: fc.integer({ min: 1, max: 4 }),
  }),
);

const promptTokens = 11;

const request = fc.record({
  prompt: fc.constant("the people of the"),
  rewards: fc.array(reward, { maxLength: 3 }),
  // By the second, unfinished texts can be judged for reward calls only.
  combine: fc.constantFrom({ mode: "gated" as const }, { mode: "penalty" as const }),
  search: strategy,
  // Small limits and generous ones, so that each is the one that is reached at times.
  budget: fc.record({
    forward_tokens: fc.oneof(fc.integer({ min: promptTokens, max: 40 }), fc.constant(2000)),
    reward_calls: fc.oneof(fc.integer({ min: 12, max: 30 }), fc.constant(2000)),
    steps: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constant(2000)),
    time_ms: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant(60_000)),
  }),
  max_tokens: fc.integer({ min: 1, max: 10 }),
  stop: fc.array(fc.constantFrom(" the", "e d", "."), { maxLength: 2 }),
  seed: fc.nat(1000),
  n: fc.integer({ min: 1, max: 3 }),
  on_unsatisfied: fc.constantFrom("best" as const, { text: "I cannot say." }),
});

/** A strategy is asked for as many answers as it finds. */
function withFittingN<Body extends { search: object; n: number }>(body: Body): Body {
  const search = parseOrRefuse(searchSpecSchema, body.search);
  const definition = strategyDefinitions.find(({ name }) => name === search.strategy) as StrategyDefinition;
  return { ...body, n: Math.min(body.n, definition.mostAnswers(search)) };
}

interface SearchedBody {
  search: { strategy: string };
  rewards: readonly object[];
  combine: { mode: string };
}

function isBeam({ search, rewards, combine }: SearchedBody): boolean {
  if (search.strategy === "auto") return rewards.length > 0 && combine.mode === "gated";
  return /^(beam|banked|best_first)$/.test(search.strategy);
}

/** Whether rewards are also asked about texts that are still growing, which are no reward calls. */
function asksOfUnfinished(body: SearchedBody): boolean {
  const asks = /^(args|blockwise|cascade|prune)$/.test(body.search.strategy);
  return isBeam(body) || (asks && body.combine.mode === "gated");
}

/** Counts what judges are really asked, apart from the product's own meter. */
function countJudgements(): { calls: number } {
  const counted = { calls: 0 };
  for (const definition of [keywords, length, regex]) {
    const prepare = definition.prepare.bind(definition) as (spec: never) => unknown;
    vi.spyOn(definition, "prepare").mockImplementation(async (spec: unknown) => {
      const prepared = (await prepare(spec as never)) as PreparedReward;
      const judge: PreparedReward["judge"] = (state) => {
        counted.calls++;
        return prepared.judge(state);
      };
      return { ...prepared, judge };
    });
  }
  return counted;
}

async function alignedUnlessRefused(
  body: object,
  model: LanguageModel,
  clock: Clock,
): Promise<Alignment | null> {
  try {
    return await align(parseOrRefuse(alignRequestSchema, body), { model, clock });
  } catch (error) {
    if (error instanceof TillerError && /contradict|more than max_tokens|at most/.test(error.message))
      return null;
    throw error;
  }
}

test(`over ${runs} random specs no limit is exceeded, usage is what was done, and there is a result`, async () => {
  const tiny = await tinyModel();
  const judged = countJudgements();
  expect(tiny.tokenizer.encode("the people of the").length).toBe(promptTokens);
  const stopReasons = new Map<string, number>();

  await fc.assert(
    fc.asyncProperty(request.map(withFittingN), async (body) => {
      const clock = manualClock();
      // A step takes as long as others of its size: then time, too, is a limit that holds exactly.
      const { model, counts } = countingModel(tiny, (rows) => clock.advance(5 + rows));
      judged.calls = 0;
      const result = await alignedUnlessRefused(body, model, clock);
      // What contradicts itself is refused before any work.
      if (!result) expect(counts.rows).toBe(0);
      fc.pre(result !== null);

      alignmentSchema.parse(result);
      const { usage, budget, choices } = result;
      expect(usage.forward_tokens).toBe(counts.rows);
      expect(usage.steps).toBe(counts.steps);
      if (!asksOfUnfinished(body)) expect(usage.reward_calls).toBe(judged.calls);
      expect(usage.forward_tokens).toBeLessThanOrEqual(body.budget.forward_tokens);
      expect(usage.steps).toBeLessThanOrEqual(body.budget.steps);
      expect(usage.reward_calls).toBeLessThanOrEqual(body.budget.reward_calls);
      // The first step's time is not known before it is taken.
      if (counts.steps > 1) expect(usage.elapsed_ms).toBeLessThanOrEqual(body.budget.time_ms);
      const replaced = choices[0]?.logprob === null;
      expect(choices.length).toBeGreaterThanOrEqual(1);
      expect(choices.length).toBeLessThanOrEqual(body.n);
      // A beam may find fewer answers than it could return: every other way broke a hard reward.
      if (budget.stop_reason === "complete" && !replaced && !isBeam(body))
        expect(choices).toHaveLength(body.n);
      if (!replaced) expect(choices[0]?.tokens).toBeLessThanOrEqual(body.max_tokens);
      expect(choices[0]?.reward.scores).toHaveLength(body.rewards.length);
      for (const stop of replaced ? [] : body.stop) expect(choices[0]?.text).not.toContain(stop);
      const reason = budget.exhausted_by ?? budget.stop_reason;
      stopReasons.set(reason, (stopReasons.get(reason) ?? 0) + 1);
    }),
    { numRuns: runs, seed: 20261122 },
  );

  // Each limit was the one that was reached at times, or nothing has been shown.
  for (const reason of ["complete", "forward_tokens", "reward_calls", "steps", "time_ms"]) {
    expect(stopReasons.get(reason) ?? 0, reason).toBeGreaterThan(20);
  }
}, 1_200_000);

test("a seed gives the same answer at the same price again, alone or among other requests", async () => {
  const tiny = await tinyModel();
  const shared = sharedModel(tiny, nodePlatform.clock);
  // Time aside: it passes for others, too.
  const bodies = fc
    .sample(request.map(withFittingN), { numRuns: runs / 10, seed: 20261125 })
    .map((body) => ({ ...body, budget: { ...body.budget, time_ms: 60_000 } }));
  const answer = async (body: object, model: LanguageModel) => {
    try {
      const parsed = parseOrRefuse(alignRequestSchema, body);
      const { choices, usage, budget, diagnosis } = await align(parsed, { model, clock: manualClock() });
      return { choices, usage, budget, diagnosis };
    } catch (error) {
      if (error instanceof TillerError) return error.message;
      throw error;
    }
  };
  for (let from = 0; from < bodies.length; from += crowd) {
    const some = bodies.slice(from, from + crowd);
    const alone = [];
    for (const body of some) alone.push(await answer(body, tiny));
    expect(await Promise.all(some.map((body) => answer(body, shared)))).toEqual(alone);
  }
}, 1_200_000);
