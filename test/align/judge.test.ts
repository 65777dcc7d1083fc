import { describe, expect, test } from "vitest";
import { sharedModel } from "../../src/decode/shared-model.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { alignOn, alignTiny } from "../support/align-tiny.ts";
import { countingModel } from "../support/counting-model.ts";
import { tinyModel } from "../support/tiny-model.ts";

const judge = { type: "judge", standard: "polite" };
const bestOf = { strategy: "best_of_n", n: 6 };
const body = { rewards: [judge], search: bestOf, seed: 7 };

describe("a judge in the search", () => {
  test("chooses the answer that is likeliest to be what is asked for, and all that it reads is counted", async () => {
    const { model, counts } = countingModel(await tinyModel());
    const { choices, usage } = await alignOn(model, {
      ...body,
      n: 6,
      rewards: [{ ...judge, threshold: 0.99 }],
    });
    const values = choices.map(({ reward }) => reward.total);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(values).size).toBeGreaterThan(1);
    expect(usage).toMatchObject({ forward_tokens: counts.rows, steps: counts.steps, reward_calls: 6 });
    const without = await alignOn(await tinyModel(), { ...body, rewards: [] });
    expect(usage.forward_tokens).toBeGreaterThan(without.usage.forward_tokens);
  });

  test.each([
    { strategy: "prune", n: 6, every: 2 },
    { strategy: "deal", k: 3, lookahead: 3 },
    { strategy: "auto" },
    { strategy: "beam", width: 3 },
  ])(
    "%j works with it; a trace changes nothing and has every step, and a seed repeats it",
    async (search) => {
      const rewards = [judge, { type: "length", unit: "words", max: 4 }];
      const plain = await alignTiny({ ...body, rewards, search });
      const traced = await alignTiny({ ...body, rewards, search, trace: "full" });
      expect(traced.choices).toEqual(plain.choices);
      expect(traced.usage).toEqual(plain.usage);
      const steps = traced.trace?.steps ?? [];
      expect(steps.length).toBe(plain.usage.steps);
      expect(steps.at(-1)?.forward_tokens).toBe(plain.usage.forward_tokens);
      expect(plain.choices[0]?.reward.scores[0]?.explain).toMatch(/^yes with/u);
    },
  );

  test("answers are the same among other requests that share steps", async () => {
    const shared = sharedModel(await tinyModel(), nodePlatform.clock);
    const alone = await alignOn({ ...(await tinyModel()), maxRows: shared.maxRows }, body);
    const together = await Promise.all([1, 2, 3].map(() => alignOn(shared, body)));
    for (const { choices, usage } of together)
      expect({ choices, usage }).toEqual({ choices: alone.choices, usage: alone.usage });
  });

  test("reads candidates side by side: in fewer steps than one by one", async () => {
    const { usage } = await alignTiny({ ...body, max_tokens: 3 });
    const one = await alignTiny({ ...body, max_tokens: 3, search: { strategy: "best_of_n", n: 1 } });
    expect(usage.steps).toBeLessThan(one.usage.steps + 5);
  });

  test("a budget that could not pay for judging what is returned is refused; one that just can is enough", async () => {
    const need = await alignTiny({ ...body, search: { strategy: "greedy" } }).then(({ usage }) => usage);
    const refused = alignTiny({ ...body, budget: { forward_tokens: 20 } });
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", param: "/budget/forward_tokens" });
    const message = await refused.then(
      () => "",
      (error: Error) => error.message,
    );
    const least = Number(/at least (\d+)/u.exec(message)?.[1]);
    expect(least).toBeLessThanOrEqual(need.forward_tokens + 16);
    const { usage, choices, budget } = await alignTiny({ ...body, budget: { forward_tokens: least } });
    expect(usage.forward_tokens).toBeLessThanOrEqual(least);
    expect(budget.exhausted_by).toBe("forward_tokens");
    expect(choices[0]?.reward.scores[0]?.explain).not.toMatch(/not judged/u);
  });

  test("audits what is returned, also a text of the request's own, though the search is over", async () => {
    const rewards = [
      { type: "keywords", include: ["frisbee"], enforce: "hard" },
      { ...judge, audit: true },
    ];
    const own = { on_unsatisfied: { text: "I cannot say." } };
    const { choices } = await alignTiny({ ...body, ...own, rewards, search: { strategy: "greedy" } });
    expect(choices[0]?.text).toBe("I cannot say.");
    expect(choices[0]?.reward.scores[1]).toMatchObject({ audit: true, measure: expect.any(Number) });
  });

  test("a client that goes away gets what was found, nothing being judged for it any more", async () => {
    const abort = new AbortController();
    let steps = 0;
    const { model, counts } = countingModel(await tinyModel(), () => {
      if (++steps === 5) abort.abort();
    });
    const { choices, budget } = await alignOn(model, body, abort.signal);
    expect(budget.stop_reason).toBe("cancelled");
    expect(counts.steps).toBe(5);
    expect(choices[0]?.reward.scores[0]?.explain).toBe("not judged: the client has gone");
  });

  test("a bias of the request's own changes what is written, not how it is judged", async () => {
    const { tokenizer } = await tinyModel();
    const answer = { text: "the people" };
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }, judge];
    const judged = async (more: object) => {
      const { choices } = await alignTiny({
        ...more,
        rewards,
        on_unsatisfied: answer,
        search: { strategy: "greedy" },
      });
      return choices[0]?.reward.scores[1]?.measure;
    };
    const bias = { [String(tokenizer.encode("the")[0])]: -50 };
    expect(await judged({ logit_bias: bias })).toBe(await judged({}));
  });

  test("messages without one of the user's leave nothing to judge by", async () => {
    const messages = [{ role: "system", content: "Be brief." }];
    await expect(alignTiny({ ...body, prompt: undefined, messages })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0",
    });
  });
});
