import { describe, expect, test, vi } from "vitest";
import { noCharge } from "../../src/budget/funds.ts";
import { Distribution } from "../../src/decode/distribution.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { regex } from "../../src/reward/regex.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { someContext } from "../reward/judge.ts";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { logitsAlone } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const prompt = "the people of the";
const rewards = [
  { type: "regex", pattern: "e", mode: "absent", weight: 2 },
  { type: "length", unit: "characters", target: 12 },
];
const args = { strategy: "args", k: 5 };
const greedy = { strategy: "greedy" };

/** The paper's algorithm in the plainest form. */
async function literalArgs(k: number, weight: number, maxTokens: number): Promise<string> {
  const model = await tinyModel();
  const request = parseOrRefuse(alignRequestSchema, { prompt, rewards });
  const scorer = new Scorer(await prepareRewards(request.rewards, someContext), { mode: "weighted" });
  const promptTokens = model.tokenizer.encode(prompt);
  const textOf = (answer: number[]) =>
    model.tokenizer.decode(answer.filter((token) => !model.endTokens.has(token)));

  const answer: number[] = [];
  while (!model.endTokens.has(answer.at(-1) ?? -1) && answer.length < maxTokens) {
    const logits = (await logitsAlone(model, [...promptTokens, ...answer])).at(-1) ?? new Float32Array();
    const scored: { token: number; score: number }[] = [];
    for (const { token, logProbability } of new Distribution(logits).top(k)) {
      const text = textOf([...answer, token]);
      const { reward } = await scorer.score({ text, tokens: 0, logProbability: 0 }, noCharge);
      scored.push({ token, score: logProbability + weight * reward.total });
    }
    answer.push(scored.toSorted((a, b) => b.score - a.score)[0]?.token ?? 0);
  }
  return textOf(answer);
}

describe("args", () => {
  test.each([
    [5, 20],
    [10, 4],
    [3, 0],
  ])("k %d, weight %d decodes what the paper's algorithm does", async (k, weight) => {
    const result = await alignTiny({ prompt, rewards, search: { ...args, k, weight } });
    expect(textOf(result)).toBe(await literalArgs(k, weight, 8));
  });

  test("follows the rewards, for no more forward tokens than the answer has", async () => {
    const plain = await alignTiny({ rewards, search: greedy });
    const { choices, usage } = await alignTiny({ rewards, search: args });
    expect(choices[0]?.reward.total).toBeGreaterThan(plain.choices[0]?.reward.total ?? 1);
    expect(usage.forward_tokens).toBeLessThanOrEqual(usage.prompt_tokens + usage.completion_tokens);
  });

  test("without a choice, or without a weight, it is greedy", async () => {
    const plain = await alignTiny({ search: greedy });
    for (const same of [{ k: 1 }, { weight: 0 }]) {
      const { choices, usage } = await alignTiny({ rewards, search: { ...args, ...same } });
      expect(choices[0]?.text).toBe(textOf(plain));
      expect(usage.forward_tokens).toBe(plain.usage.forward_tokens);
    }
  });

  test("draws by the scores: a seed repeats its answer, and the colder the nearer to the best", async () => {
    const drawn = async (seed: number, temperature: number) =>
      textOf(await alignTiny({ rewards, seed, search: { ...args, choice: "stochastic", temperature } }));
    expect(await drawn(1, 5)).toBe(await drawn(1, 5));
    expect(new Set([await drawn(1, 5), await drawn(2, 5), await drawn(3, 5)]).size).toBeGreaterThan(1);
    expect(await drawn(1, 0.01)).toBe(textOf(await alignTiny({ rewards, search: args })));
  });
});

describe("the reward of a text that is still growing", () => {
  test("is free where rewards speak about such texts, and takes calls where only whole ones can be judged", async () => {
    const free = await alignTiny({ rewards, search: args });
    expect(free.usage.reward_calls).toBe(2);
    expect(free.usage.prefix_checks).toBeGreaterThan(0);
    const paid = await alignTiny({ rewards, combine: { mode: "penalty" }, search: args });
    expect(paid.usage.reward_calls).toBeGreaterThan(2 * paid.usage.completion_tokens);
    // All are soft: there is nothing to be penalised.
    expect(textOf(paid)).toBe(textOf(free));
  });

  test("takes no calls for candidates that cannot win whatever their reward", async () => {
    const calls = async (weight: number) => {
      const combine = { mode: "penalty" };
      const { usage } = await alignTiny({ rewards, combine, search: { ...args, weight } });
      return usage.reward_calls / usage.completion_tokens;
    };
    expect(await calls(0)).toBe(2);
    expect(await calls(1)).toBeLessThan(await calls(100));
  });

  test("where only some rewards judge whole texts, is in part free, and follows all of them", async () => {
    const mixed = [
      { type: "length", unit: "characters", target: 12 },
      { type: "regex", pattern: "[eo]", mode: "absent" },
    ];
    const free = await alignTiny({ rewards: mixed, search: args });
    vi.spyOn(regex as { guides: readonly string[] }, "guides", "get").mockReturnValue([]);
    const both = await alignTiny({ rewards: mixed, search: args });
    vi.restoreAllMocks();
    expect(both.choices[0]?.reward.total).toBeCloseTo(free.choices[0]?.reward.total ?? 0, 6);
    expect(both.usage.prefix_checks).toBeGreaterThan(0);
    expect(both.usage.reward_calls).toBeGreaterThan(free.usage.reward_calls);
    // What the free part says of a candidate is enough to pass over some.
    expect(both.usage.reward_calls).toBeLessThan(2 * 5 * both.usage.completion_tokens);
  });
});
