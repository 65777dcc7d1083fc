import fc from "fast-check";
import { expect, test } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { alignAt, messages, upstreamAt } from "../support/align-upstream.ts";
import { openAiServer } from "../support/openai-server.ts";

/** `TILLER_UPSTREAM_RUNS=2000 npx vitest run test/align/upstream-limits` tries more. */
const runs = Number(process.env.TILLER_UPSTREAM_RUNS ?? 150);

const search = fc.oneof(
  fc.record({ strategy: fc.constant("best_of_n"), n: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    strategy: fc.constant("blockwise"),
    blocks: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    strategy: fc.constant("prune"),
    n: fc.integer({ min: 1, max: 6 }),
    every: fc.integer({ min: 1, max: 4 }),
    branch: fc.boolean(),
  }),
  fc.constant({ strategy: "auto" }),
);

const reward = fc.oneof(
  fc.record({
    type: fc.constant("keywords"),
    include: fc.constantFrom(["the"], ["of", "people"]),
    enforce: fc.constantFrom("hard", "soft"),
  }),
  fc.record({
    type: fc.constant("length"),
    unit: fc.constantFrom("characters", "tokens"),
    max: fc.constantFrom(5, 30),
  }),
  fc.record({
    type: fc.constant("regex"),
    pattern: fc.constant("e"),
    mode: fc.constantFrom("absent", "search"),
  }),
);

/** @param least - forward tokens that are about enough for a first call */
const bodies = (asked: object, least: number) =>
  fc.record({
    asked: fc.constant(asked),
    rewards: fc.array(reward, { maxLength: 2 }),
    search,
    budget: fc.record({
      forward_tokens: fc.oneof(fc.integer({ min: least, max: least + 100 }), fc.constant(20_000)),
      reward_calls: fc.oneof(fc.integer({ min: 4, max: 10 }), fc.constant(2000)),
      steps: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(2000)),
    }),
    max_tokens: fc.integer({ min: 1, max: 8 }),
    stop: fc.array(fc.constantFrom(" the", "e d", "."), { maxLength: 2 }),
    seed: fc.nat(1000),
  });

const body = fc.oneof(bodies({ prompt: "the people of the" }, 30), bodies({ messages }, 160));

const options = fc.constantFrom({}, { logprobs: true }, { logprobs: true, samples_per_call: 3 });

test(`over ${runs} random requests no limit is exceeded by the server's own count, and there is a result`, async () => {
  const stopReasons = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(body, options, fc.boolean(), async ({ asked, ...rest }, upstreamOptions, echoes) => {
      await using server = await openAiServer({
        echoes,
        change: ({ choices, usage }) => ({
          choices,
          usage: { ...usage, prompt_tokens_details: { cached_tokens: usage.prompt_tokens - 1 } },
        }),
      });
      const result = await alignAt(upstreamAt(server.url, upstreamOptions), { ...asked, ...rest });
      alignmentSchema.parse(result);
      const { usage, budget, choices } = result;
      const told = server.told.prompt + server.told.completion;
      expect(usage.forward_tokens + usage.cached_tokens).toBe(told);
      expect(told).toBeLessThanOrEqual(rest.budget.forward_tokens);
      expect(usage.steps).toBe(server.calls.length);
      expect(usage.steps).toBeLessThanOrEqual(rest.budget.steps);
      expect(usage.reward_calls).toBeLessThanOrEqual(rest.budget.reward_calls);
      expect(choices).toHaveLength(1);
      expect(choices[0]?.tokens).toBeLessThanOrEqual(rest.max_tokens);
      for (const stop of rest.stop) expect(choices[0]?.text).not.toContain(stop);
      const reason = budget.exhausted_by ?? budget.stop_reason;
      stopReasons.set(reason, (stopReasons.get(reason) ?? 0) + 1);
    }),
    { numRuns: runs, seed: 20261125 },
  );
  // Each limit was the one that was reached at times, or nothing has been shown.
  for (const reason of ["complete", "satisfied", "forward_tokens", "reward_calls", "steps"]) {
    expect(stopReasons.get(reason) ?? 0, reason).toBeGreaterThan(2);
  }
}, 300_000);
