import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { align } from "../../src/align.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { judge } from "../../src/reward/judge.ts";
import { keywords } from "../../src/reward/keywords.ts";
import { length } from "../../src/reward/length.ts";
import { regex } from "../../src/reward/regex.ts";
import type { PreparedReward } from "../../src/reward/reward.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import type { Clock } from "../../src/runtime/platform.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { type Alignment, alignmentSchema } from "../../src/spec/result.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { countingModel, manualClock } from "../support/counting-model.ts";
import { promptTokens, request, withFittingN } from "../support/random-requests.ts";
import { tinyModel } from "../support/tiny-model.ts";

/** `TILLER_RUNS=10000 npx vitest run test/align/limits` tries more. */
const runs = Number(process.env.TILLER_RUNS ?? 2000);
/** How many requests are under way at once where they share steps. */
const crowd = 12;

afterEach(() => vi.restoreAllMocks());

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
  for (const definition of [keywords, length, regex, judge]) {
    const prepare = definition.prepare.bind(definition) as (...asked: never[]) => unknown;
    vi.spyOn(definition, "prepare").mockImplementation(async (...asked: unknown[]) => {
      const prepared = (await prepare(...(asked as never[]))) as PreparedReward;
      const judge: PreparedReward["judge"] = (state) => {
        counted.calls++;
        return prepared.judge(state);
      };
      const { assess } = prepared;
      const counting: PreparedReward["assess"] = (texts) => {
        counted.calls += texts.length;
        return assess?.(texts) ?? Promise.resolve([]);
      };
      return { ...prepared, judge, ...(assess && { assess: counting }) };
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
    if (
      error instanceof TillerError &&
      /contradict|more than max_tokens|at most|must be at least/.test(error.message)
    )
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
      const readers = body.rewards.some(({ type }) => type === "judge") ? [`${reason}, with a judge`] : [];
      for (const key of [reason, ...readers]) stopReasons.set(key, (stopReasons.get(key) ?? 0) + 1);
    }),
    { numRuns: runs, seed: 20261122 },
  );

  // Each limit was the one that was reached at times, or nothing has been shown.
  for (const reason of ["complete", "forward_tokens", "reward_calls", "steps", "time_ms"]) {
    expect(stopReasons.get(reason) ?? 0, reason).toBeGreaterThan(20);
    const judged = `${reason}, with a judge`;
    expect(stopReasons.get(judged) ?? 0, judged).toBeGreaterThan(4);
  }
}, 1_200_000);

test("a seed gives the same answer at the same price again, alone or among other requests", async () => {
  const tiny = await tinyModel();
  const shared = sharedModel(tiny, nodePlatform.clock);
  // As many rows a step: what judges read takes more than one.
  const own = { ...tiny, maxRows: shared.maxRows };
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
    for (const body of some) alone.push(await answer(body, own));
    expect(await Promise.all(some.map((body) => answer(body, shared)))).toEqual(alone);
  }
}, 1_200_000);
