import { describe, expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { noCharge } from "../../src/budget/funds.ts";
import { Distribution } from "../../src/decode/distribution.ts";
import { prepareRewards } from "../../src/reward/prepare.ts";
import { Scorer } from "../../src/reward/scorer.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { someContext } from "../reward/judge.ts";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { manualClock } from "../support/counting-model.ts";
import { indexOfLargest, logitsAlone } from "../support/search-parts.ts";
import { tinyModel } from "../support/tiny-model.ts";

const prompt = "the people of the";
const rewards = [
  { type: "regex", pattern: "e", mode: "absent", weight: 2 },
  { type: "length", unit: "characters", target: 12 },
];

describe("greedy", () => {
  test("takes the most probable token at each step", async () => {
    const model = await tinyModel();
    const tokens = model.tokenizer.encode(prompt);
    const start = tokens.length;
    while (tokens.length < start + 8) {
      tokens.push(indexOfLargest((await logitsAlone(model, tokens)).at(-1) ?? new Float32Array()));
      if (model.endTokens.has(tokens.at(-1) ?? -1)) break;
    }
    const result = await alignTiny({ prompt, search: { strategy: "greedy" } });
    expect(textOf(result)).toBe(model.tokenizer.decode(tokens.slice(start)));
    expect(result.budget.stop_reason).toBe("complete");
  });
});

describe("sampling", () => {
  test("a seed repeats its answers; another seed gives others", async () => {
    const sample = async (seed: number) =>
      (await alignTiny({ search: { strategy: "sample" }, n: 3, seed })).choices.map(({ text }) => text);
    expect(await sample(1)).toEqual(await sample(1));
    expect(await sample(1)).not.toEqual(await sample(2));
    expect(await sample(1)).toHaveLength(3);
  });

  test("the reported seed repeats an answer that was drawn without one", async () => {
    const drawn = await alignTiny({ search: { strategy: "sample" } });
    const again = await alignTiny({ search: { strategy: "sample" }, seed: drawn.seed });
    expect(textOf(again)).toBe(textOf(drawn));
  });

  test("best_of_n returns the best of the samples that its seed draws", async () => {
    const search = { temperature: 1.5 };
    const all = await alignTiny({
      rewards,
      seed: 5,
      n: 6,
      search: { strategy: "best_of_n", n: 6, ...search },
    });
    const best = await alignTiny({ rewards, seed: 5, search: { strategy: "best_of_n", n: 6, ...search } });
    const totals = all.choices.map(({ reward }) => reward.total);
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(best.choices[0]?.reward.total).toBe(Math.max(...totals));
    expect(best.usage.forward_tokens).toBe(all.usage.forward_tokens);
  });

  test("no sample is begun beside others that the budget may not finish, and none of the budget is left over", async () => {
    const rows = 45;
    const result = await alignTiny({
      search: { strategy: "best_of_n", n: 12 },
      budget: { forward_tokens: 11 + rows },
      seed: 3,
      n: 3,
    });
    expect(result.budget).toMatchObject({ stop_reason: "exhausted", exhausted_by: "forward_tokens" });
    expect(result.usage.forward_tokens).toBe(11 + rows);
    const finished = result.choices.filter(
      ({ finish_reason, tokens }) => finish_reason === "stop" || tokens === 8,
    );
    expect(finished.length).toBeGreaterThanOrEqual(2);
  });

  test("an answer is returned once, wherever the time runs out", async () => {
    const model = await tinyModel();
    for (let time = 1; time < 60; time++) {
      const clock = manualClock();
      const pause = async () => clock.advance(1);
      const request = parseOrRefuse(alignRequestSchema, {
        prompt,
        search: { strategy: "sample" },
        n: 3,
        max_tokens: 4,
        seed: 2,
        budget: { time_ms: time },
      });
      const { choices } = await align(request, { model, clock: { ...clock, pause } });
      const texts = choices.map(({ text }) => text);
      expect(new Set(texts).size, `${time} ms: ${texts.join(" | ")}`).toBe(texts.length);
    }
  });
});

describe("deal", () => {
  /** The paper's algorithm in the plainest form: every continuation computed from the start, alone. */
  async function literalDeal(k: number, lookahead: number, lambda: number, maxTokens: number) {
    const model = await tinyModel();
    const scorer = new Scorer(
      await prepareRewards(parseOrRefuse(alignRequestSchema, { prompt, rewards }).rewards, someContext),
      { mode: "gated" },
    );
    const promptTokens = model.tokenizer.encode(prompt);
    const next = async (answer: number[]) =>
      new Distribution((await logitsAlone(model, [...promptTokens, ...answer])).at(-1) ?? new Float32Array());
    const ended = (answer: number[]) =>
      model.endTokens.has(answer.at(-1) ?? -1) || answer.length >= maxTokens;
    const text = (answer: number[]) => model.tokenizer.decode(answer);

    let answer: number[] = [];
    while (!ended(answer)) {
      let best = { worth: Number.NEGATIVE_INFINITY, answer };
      for (const { token, logProbability } of (await next(answer)).top(k)) {
        const future = [...answer, token];
        for (let ahead = 0; ahead < lookahead && !ended(future); ahead++) {
          future.push((await next(future)).top(1)[0]?.token ?? 0);
        }
        const tokens = future.filter((each) => !model.endTokens.has(each)).length;
        const whole = { text: text(future), tokens, logProbability: 0 };
        const { reward } = await scorer.score(whole, noCharge);
        const worth = logProbability + lambda * reward.total;
        if (worth > best.worth) best = { worth, answer: [...answer, token] };
      }
      answer = best.answer;
    }
    return text(answer);
  }

  test.each([
    [3, 4, 20],
    [4, 2, 5],
    [2, 0, 10],
    [3, 3, 0],
  ])(
    "k %d, lookahead %d, lambda %d decodes what the paper's algorithm does",
    async (k, lookahead, lambda) => {
      const result = await alignTiny({
        prompt,
        rewards,
        max_tokens: 5,
        search: { strategy: "deal", k, lookahead, lambda },
      });
      const literal = await literalDeal(k, lookahead, lambda, 5);
      expect(textOf(result)).toBe(literal);
      if (lambda === 0) {
        expect(literal).toBe(
          textOf(await alignTiny({ prompt, max_tokens: 5, search: { strategy: "greedy" } })),
        );
      }
    },
  );
});

test("deal decides the same where it computes every continuation afresh, at the paper's price", async () => {
  const search = { strategy: "deal", k: 3, lookahead: 4 };
  const schema = { type: "array", items: { enum: ["so", "no"] }, minItems: 2, maxItems: 4 };
  const array = { type: "json_schema", schema, enforce: "hard" };
  for (const asked of [rewards, [array, { type: "margin", min: 1 }]]) {
    const request = { rewards: asked, max_tokens: 20 };
    const reused = await alignTiny({ ...request, search });
    const literal = await alignTiny({ ...request, search: { ...search, reuse: false } });
    expect(literal.choices).toEqual(reused.choices);
    expect(literal.usage.reward_calls).toBe(reused.usage.reward_calls);
    expect(literal.usage.forward_tokens).toBeGreaterThan(reused.usage.forward_tokens);
  }
  // Of each token a row, and of each of its candidates as many as are looked ahead. The prompt's row is the first.
  const single = { ...search, k: 1, reuse: false };
  const { usage } = await alignTiny({ max_tokens: 10, search: single });
  expect(usage.completion_tokens).toBe(10);
  const ahead = [4, 4, 4, 4, 4, 4, 3, 2, 1, 0];
  expect(usage.forward_tokens - usage.prompt_tokens).toBe(9 + ahead.reduce((sum, rows) => sum + rows));
});

describe("auto", () => {
  test("searches where there are rewards, and is greedy where there are none", async () => {
    const plain = await alignTiny({ search: { strategy: "greedy" } });
    expect(textOf(await alignTiny({}))).toBe(textOf(plain));
    const searched = await alignTiny({ rewards });
    expect(searched.usage.forward_tokens).toBeGreaterThan(plain.usage.forward_tokens);
    expect(searched.choices[0]?.reward.total).toBeGreaterThanOrEqual(
      (await alignTiny({ rewards, search: { strategy: "greedy" } })).choices[0]?.reward.total ?? 1,
    );
  });
});
