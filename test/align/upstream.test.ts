import { describe, expect, test, vi } from "vitest";
import { alignmentSchema } from "../../src/spec/result.ts";
import { alignAt, messages, upstreamAt } from "../support/align-upstream.ts";
import { openAiServer } from "../support/openai-server.ts";

const short = { type: "length", unit: "characters", target: 12 };
const noE = { type: "regex", pattern: "e", mode: "absent", weight: 2 };
const rewards = [noE, short];
const several = { samples_per_call: 8, logprobs: true };

const searches = [
  { strategy: "best_of_n", n: 6 },
  { strategy: "blockwise", blocks: 4, length: 3 },
  { strategy: "prune", n: 6, every: 3 },
  { strategy: "prune", n: 6, every: 3, branch: true },
  { strategy: "auto" },
];

describe.each([{}, several])("over texts, with an upstream that is %j", (options) => {
  test.each(searches)("%j gives an answer, and counts as the upstream does", async (search) => {
    await using server = await openAiServer();
    const result = await alignAt(upstreamAt(server.url, options), { rewards, search });
    alignmentSchema.parse(result);
    const { usage, choices, model } = result;
    expect(model).toBe("theirs");
    expect(usage.forward_tokens).toBe(server.told.prompt + server.told.completion);
    expect(usage.steps).toBe(server.calls.length);
    expect(choices[0]?.tokens).toBeLessThanOrEqual(8);
    expect(choices[0]?.reward.scores).toHaveLength(2);
    expect(choices[0]?.logprob === null).toBe(!("logprobs" in options));
  });

  test("more samples give more reward; blocks and pruning choose on the way", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url, options);
    const total = async (search: object) => {
      let sum = 0;
      for (let seed = 1; seed <= 6; seed++) {
        const { choices } = await alignAt(upstream, { rewards, search, seed });
        sum += (choices[0]?.reward.total ?? 0) / 6;
      }
      return sum;
    };
    const one = await total({ strategy: "best_of_n", n: 1 });
    for (const search of [
      { strategy: "best_of_n", n: 12 },
      { strategy: "blockwise", blocks: 6, length: 2 },
      { strategy: "prune", n: 12, every: 2, branch: true },
    ]) {
      expect(await total(search), search.strategy).toBeGreaterThan(one + 0.05);
    }
  }, 60_000);
});

describe("an alignment over texts", () => {
  test("prune goes on with all that it has begun, or says what has kept it from that", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url);
    const search = { strategy: "prune", n: 3, every: 2, drop: 0 };
    for (let forward_tokens = 160; forward_tokens <= 360; forward_tokens += 20) {
      const { choices, budget } = await alignAt(upstream, { search, n: 3, budget: { forward_tokens } });
      const cutOff = choices.filter(({ tokens, finish_reason }) => finish_reason === "length" && tokens < 8);
      if (budget.stop_reason === "complete") expect([choices.length, cutOff.length]).toEqual([3, 0]);
      else expect(budget.exhausted_by).toBe("forward_tokens");
    }
  });

  test("a seed repeats it, however calls overtake one another; another seed gives another", async () => {
    await using server = await openAiServer({
      received: (call) => new Promise((resolve) => setTimeout(resolve, (7 * call) % 20)),
    });
    const upstream = upstreamAt(server.url);
    const search = { strategy: "blockwise", blocks: 4, length: 3 };
    const answer = async (seed: number) => {
      const { choices, usage } = await alignAt(upstream, { rewards, search, seed });
      return { choices, tokens: usage.forward_tokens };
    };
    expect(await answer(1)).toEqual(await answer(1));
    const texts = [await answer(1), await answer(2), await answer(3)].map(({ choices }) => choices[0]?.text);
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  test("as many answers come back as are wanted, the best first, with their audits", async () => {
    await using server = await openAiServer();
    const { choices } = await alignAt(upstreamAt(server.url), {
      rewards: [short, { type: "length", unit: "characters", max: 1000, audit: true, name: "audited" }],
      search: { strategy: "best_of_n", n: 5 },
      n: 3,
    });
    const totals = choices.map(({ reward }) => reward.total);
    expect(totals).toHaveLength(3);
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(choices[0]?.reward.audit).toBeDefined();
  });

  test("stop strings end an answer, in whatever segment they stand or begin", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url);
    const search = { strategy: "blockwise", blocks: 1, length: 1 };
    const free = await alignAt(upstream, { search, max_tokens: 16 });
    const text = free.choices[0]?.text ?? "";
    const stop = [text.slice(3, 7)];
    const { choices } = await alignAt(upstream, { search, max_tokens: 16, stop });
    expect(choices[0]).toMatchObject({
      text: text.slice(0, text.indexOf(stop[0] ?? "")),
      finish_reason: "stop",
    });
  });

  test("blocks that a hard reward rules out are drawn anew, and gone on with only where no others come", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url, several);
    const never = { type: "regex", pattern: "e", mode: "absent", enforce: "hard" };
    const search = { strategy: "blockwise", blocks: 2, length: 2 };
    let held = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { choices } = await alignAt(upstream, { rewards: [never], search, seed });
      held += Number(choices[0]?.reward.satisfied);
    }
    const rounds = 4;
    expect(server.calls.length).toBeGreaterThan(6 * rounds);
    expect(server.calls.length).toBeLessThanOrEqual(6 * rounds * 3);
    expect(held).toBeGreaterThanOrEqual(3);
  });

  test("auto ends as soon as nothing is missing, and goes on as long as more is worth its price", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url);
    const easy = { type: "length", unit: "characters", max: 1000 };
    expect(await alignAt(upstream, { rewards: [easy] })).toMatchObject({
      usage: { steps: 1 },
      budget: { stop_reason: "satisfied" },
    });
    const hopeless = { type: "keywords", include: ["zyzzyva"] };
    const { usage, budget } = await alignAt(upstream, { rewards: [hopeless] });
    expect(budget.stop_reason).toBe("converged");
    expect(usage.steps).toBeGreaterThan(2);
  });

  test("rewards ask in words, too, and what the model reads is what messages say", async () => {
    await using server = await openAiServer();
    const body = {
      rewards: [{ type: "keywords", include: ["sea"] }],
      search: { strategy: "best_of_n", n: 1 },
    };
    await alignAt(upstreamAt(server.url), body);
    await alignAt(upstreamAt(server.url), { ...body, instruct: true });
    expect(server.calls[0]?.messages).toEqual(messages);
    expect(server.calls[1]?.messages?.[0]?.content).toMatch(/^the people\n\n.*sea/);
  });

  test("rewards that compare with the greedy answer get it, where the upstream gives log-probabilities", async () => {
    await using server = await openAiServer();
    const body = {
      rewards: [{ type: "likelihood_floor", delta: 0.5 }],
      search: { strategy: "best_of_n", n: 2 },
    };
    const { choices, usage } = await alignAt(upstreamAt(server.url, { logprobs: true }), body);
    expect(choices[0]?.reward.scores[0]?.measure).toBeLessThan(0);
    expect(usage.steps).toBe(3);
    expect(server.calls[0]?.temperature).toBe(0);
    await expect(alignAt(upstreamAt(server.url), body)).rejects.toMatchObject({ param: "/rewards/0" });
  });

  test("a goal is measured from the greedy answer, for which no log-probabilities are needed", async () => {
    await using server = await openAiServer();
    const { choices } = await alignAt(upstreamAt(server.url), {
      rewards: [{ type: "length", unit: "characters", max: 10 }],
      combine: { mode: "goal", targets: { length: 10 } },
      search: { strategy: "best_of_n", n: 3 },
    });
    expect(choices[0]?.reward.goal?.distance).toBeGreaterThanOrEqual(0);
  });

  test("where no answer satisfies, the request has its way, and the diagnosis names strategies that work", async () => {
    await using server = await openAiServer();
    const upstream = upstreamAt(server.url);
    const body = {
      rewards: [{ type: "keywords", include: ["zyzzyva"], enforce: "hard" }],
      search: { strategy: "best_of_n", n: 1 },
    };
    const { diagnosis } = await alignAt(upstream, body);
    expect(diagnosis?.[0]).toMatchObject({ reward: "/rewards/0", cause: "not_searched" });
    expect(diagnosis?.[0]?.explain).toContain("blockwise");
    const own = await alignAt(upstream, { ...body, on_unsatisfied: { text: "I cannot say." } });
    expect(own.choices).toMatchObject([{ text: "I cannot say.", logprob: null, tokens: 0 }]);
    await expect(alignAt(upstream, { ...body, on_unsatisfied: "error" })).rejects.toMatchObject({
      code: "unsatisfied",
    });
  });

  test("what JSON should be is not JSON by construction, and its reward says so", async () => {
    await using server = await openAiServer();
    const { choices } = await alignAt(upstreamAt(server.url), {
      rewards: [{ type: "json", enforce: "hard" }],
      search: { strategy: "best_of_n", n: 2 },
    });
    expect(choices[0]?.reward.satisfied).toBe(false);
  });

  test.each([
    [{ search: { strategy: "beam" } }, "/search/strategy", /auto, best_of_n, prune and blockwise work/],
    [{ search: { strategy: "greedy" } }, "/search/strategy", /chooses tokens/],
    [{ search: { strategy: "best_of_n", top_k: 5 } }, "/search/top_k", /temperature/],
    [{ search: { strategy: "auto", k: 2 } }, "/search/k", /tokens/],
    [{ trace: "summary" }, "/trace", /tree/],
    [{ rewards: [short, { type: "margin", min: 1 }] }, "/rewards/1", /decided/],
    [{ n: 2 }, "/n", /at most 1/],
    [{ budget: { forward_tokens: 50 } }, "/budget/forward_tokens", /the first call/],
    [{ budget: { reward_calls: 1 }, rewards }, "/budget/reward_calls", /scored/],
    [
      {
        rewards: [
          { ...short, target: undefined, min: 9, enforce: "hard" },
          { type: "length", unit: "characters", max: 5, enforce: "hard" },
        ],
      },
      "/rewards/1",
      /contradict/,
    ],
  ])("%j is refused at %s before any call", async (body, param, message) => {
    await using server = await openAiServer();
    const refused = alignAt(upstreamAt(server.url), body);
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", param });
    await expect(refused).rejects.toThrow(message);
    expect(server.calls).toHaveLength(0);
  });

  test("a client that goes away ends the call under way; what had come back before is the result", async () => {
    const client = new AbortController();
    const gone = Promise.withResolvers<void>();
    await using server = await openAiServer({
      received: (call) => {
        if (call < 3) return undefined;
        client.abort();
        return gone.promise;
      },
    });
    const upstream = upstreamAt(server.url, { calls_at_once: 1 });
    const search = { strategy: "best_of_n", n: 4 };
    const { choices, usage, budget } = await alignAt(
      upstream,
      { rewards, search },
      { signal: client.signal },
    );
    expect(budget).toMatchObject({ stop_reason: "cancelled", exhausted_by: null });
    await vi.waitFor(() => expect(server.abandoned).toBe(1));
    expect(usage.forward_tokens).toBe(server.told.prompt + server.told.completion);
    expect(choices[0]?.text).not.toBe("");
    expect(server.calls).toHaveLength(3);
    gone.resolve();
  });

  test("the first call tells how long the prompt is, so that a tight budget is used up", async () => {
    await using server = await openAiServer();
    const forward_tokens = 420;
    const search = { strategy: "best_of_n", n: 64 };
    const { usage } = await alignAt(upstreamAt(server.url), { search, budget: { forward_tokens } });
    const dearest = usage.prompt_tokens + 8;
    expect(usage.forward_tokens).toBeGreaterThan(forward_tokens - dearest);
    expect(usage.forward_tokens).toBeLessThanOrEqual(forward_tokens);
  });

  test("the time ends the call under way", async () => {
    const late = Promise.withResolvers<void>();
    await using server = await openAiServer({ received: (call) => (call === 2 ? late.promise : undefined) });
    const { budget, usage } = await alignAt(upstreamAt(server.url, { calls_at_once: 1 }), {
      rewards,
      search: { strategy: "best_of_n", n: 4 },
      budget: { time_ms: 1500 },
    });
    expect(budget.exhausted_by).toBe("time_ms");
    expect(usage.elapsed_ms).toBeLessThan(2500);
    late.resolve();
  });

  test("a call that fails before there is an answer fails the request", async () => {
    await using server = await openAiServer({
      instead: (call) => (call === 1 ? { status: 429, headers: { "retry-after": "9" } } : undefined),
    });
    const refused = alignAt(upstreamAt(server.url), { rewards, search: { strategy: "best_of_n", n: 8 } });
    await expect(refused).rejects.toMatchObject({ code: "upstream_unavailable", retryAfter: 9 });
  });

  test("one that fails later ends all the others, and what has been paid for is the result", async () => {
    await using server = await openAiServer({
      instead: (call) => (call === 2 ? { status: 429, headers: { "retry-after": "9" } } : undefined),
    });
    const { choices, budget, diagnosis } = await alignAt(upstreamAt(server.url), {
      rewards,
      search: { strategy: "best_of_n", n: 8 },
    });
    expect(choices[0]?.text).not.toBe("");
    expect(budget).toMatchObject({ stop_reason: "exhausted", exhausted_by: null });
    for (const { explain } of diagnosis ?? []) expect(explain).not.toContain("memory");
    expect(server.calls.length).toBeLessThan(8);
  });

  test("an upstream that writes more than it was asked for is counted truthfully, and called no more", async () => {
    await using server = await openAiServer({
      change: ({ choices, usage }) => ({ choices, usage: { ...usage, completion_tokens: 5000 } }),
    });
    const { usage, budget } = await alignAt(upstreamAt(server.url, { calls_at_once: 1 }), {
      search: { strategy: "blockwise", blocks: 1, length: 2 },
      budget: { forward_tokens: 100_000 },
    });
    expect(usage.forward_tokens).toBe(server.told.prompt + 5000);
    expect([usage.steps, budget.exhausted_by]).toEqual([1, "forward_tokens"]);
  });
});
