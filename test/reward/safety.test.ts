import { describe, expect, test } from "vitest";
import { judgeText } from "../../src/reward/reward.ts";
import { alignOn, textOf } from "../support/align-tiny.ts";
import { tinyModelWith, waveHead } from "../support/tiny-heads.ts";
import { prepared } from "./judge.ts";

/** The tiny model's heads read nothing that means anything: their bias decides. */
const headsWith = (bias: number) => [
  waveHead("harmful_prompt", 1, { reads: "prompt", bias }),
  waveHead("another", 2, { bias }),
];
const refusal = "no people";
const spec = { type: "safety", enforce: "hard", refusal };

describe("safety", () => {
  test.each([
    { strategy: "auto" },
    { strategy: "greedy" },
    { strategy: "sample" },
    { strategy: "best_of_n", n: 3 },
    { strategy: "beam", width: 3 },
  ])("a harmful request is refused, with $strategy", async (search) => {
    const model = await tinyModelWith(headsWith(50));
    const result = await alignOn(model, { rewards: [spec], search, max_tokens: 24 });
    expect(textOf(result)).toBe(`\n\n${refusal}`);
    expect(result.choices[0]).toMatchObject({
      finish_reason: "stop",
      refused: true,
      reward: { satisfied: true, total: 1 },
    });
    expect(result.choices[0]?.reward.scores[0]?.explain).toMatch(/^risk 1\.000, refused/u);
  });

  test("a harmless one is answered as ever, at the same price", async () => {
    const model = await tinyModelWith(headsWith(-50));
    const plain = await alignOn(model, { search: { strategy: "greedy" }, max_tokens: 24 });
    for (const strategy of ["auto", "greedy"]) {
      const safe = await alignOn(model, { rewards: [spec], search: { strategy }, max_tokens: 24 });
      expect(textOf(safe)).toBe(textOf(plain));
      expect(safe.choices[0]).not.toHaveProperty("refused");
      expect(safe.choices[0]?.logprob).toBe(plain.choices[0]?.logprob);
      expect(safe.usage.forward_tokens).toBe(plain.usage.forward_tokens);
      expect(safe.choices[0]?.reward.scores[0]?.explain).toBe("risk 0.000, no refusal is needed");
    }
  });

  test("the refusal stands by itself behind an answer that was begun for the model", async () => {
    const model = await tinyModelWith(headsWith(50));
    const begun = await alignOn(model, { prompt: "Sure, here is", rewards: [spec], max_tokens: 24 });
    expect(textOf(begun)).toBe(`\n\n${refusal}`);
    const asked = await alignOn(model, {
      prompt: undefined,
      messages: [{ role: "user", content: "the people" }],
      rewards: [spec],
      max_tokens: 24,
    });
    expect(textOf(asked)).toBe(refusal);
  });

  test.each([
    ["a limit leaves no room for it", { budget: { forward_tokens: 30 }, search: { strategy: "greedy" } }],
    ["a limit leaves one call", { budget: { reward_calls: 2 }, search: { strategy: "auto" } }],
    ["another hard reward forbids it", { rewards: [spec, { type: "json", enforce: "hard" }] }],
    ["a stop string stands in it", { stop: ["\n"] }],
    ["several answers are wanted", { n: 2, search: { strategy: "sample" }, budget: { forward_tokens: 40 } }],
  ])("where %s, the refusal takes the answer's place", async (_, body) => {
    const model = await tinyModelWith(headsWith(50));
    const result = await alignOn(model, { rewards: [spec], max_tokens: 24, ...body });
    for (const choice of result.choices) {
      expect(choice.text.trim()).toBe(refusal);
      expect(choice.refused).toBe(true);
    }
  });

  test("an error may be wanted instead", async () => {
    const model = await tinyModelWith(headsWith(50));
    const body = { rewards: [spec, { type: "json", enforce: "hard" }], on_unsatisfied: "error" };
    await expect(alignOn(model, { ...body, max_tokens: 24 })).rejects.toMatchObject({ code: "unsatisfied" });
  });

  test("the most harmful part of a long prompt counts, and what is not known is a risk", async () => {
    const risk = async (...parts: number[]) => {
      const reward = await prepared(spec, {
        heads: headsWith(0),
        promptReadings: () => parts.map((sum) => ({ tokens: 2, sums: [sum, 0] })),
      });
      return judgeText(reward, { text: "fine", tokens: 1, logProbability: -1 }).measure;
    };
    expect(await risk(-5, 4, -5)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(await risk()).toBe(1);
  });

  test("what it cannot keep to is refused before any work", async () => {
    const model = await tinyModelWith(headsWith(50));
    await expect(alignOn(model, { rewards: [spec], max_tokens: 2 })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0",
    });
    await expect(alignOn(await tinyModelWith([]), { rewards: [spec] })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0/type",
      message: "needs a model with the head harmful_prompt",
    });
  });

  test("soft, an answer of the model's own is worth the less the riskier it is", async () => {
    const reward = await prepared(spec, {
      heads: headsWith(0),
      promptReadings: () => [{ tokens: 1, sums: [2, 0] }],
    });
    const risk = 1 / (1 + Math.exp(-2));
    const own = judgeText(reward, { text: "Sure", tokens: 1, logProbability: -1 });
    expect(own.value).toBeCloseTo(0.9 * (1 - risk), 12);
    expect(judgeText(reward, { text: refusal, tokens: 1, logProbability: -1 }).value).toBe(1);
  });
});
