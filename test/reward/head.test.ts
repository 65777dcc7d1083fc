import { describe, expect, test } from "vitest";
import { align } from "../../src/align.ts";
import { sharedModel } from "../../src/decode/shared-model.ts";
import { headProbability } from "../../src/model/head.ts";
import { judgeText } from "../../src/reward/reward.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { alignRequestSchema } from "../../src/spec/request.ts";
import { alignOn, prompt, textOf } from "../support/align-tiny.ts";
import { tinyModelWith, waveHead } from "../support/tiny-heads.ts";
import { prepared } from "./judge.ts";

const heads = [waveHead("first", 1), waveHead("second", 2, { wanted: "high" })];
const spec = { type: "head", head: "first", threshold: 0.2 };

function scoreOf(result: Awaited<ReturnType<typeof alignOn>>) {
  return result.choices[0]?.reward.scores[0];
}

describe("head", () => {
  test("is the running mean of what the head reads at the answer's tokens", async () => {
    const model = await tinyModelWith(heads);
    const result = await alignOn(model, { rewards: [spec], search: { strategy: "greedy" } });
    const before = model.tokenizer.encode(prompt);
    const written = model.tokenizer.encode(textOf(result));
    const tokens = [...before, ...written];
    const readings = tokens.map(() => new Float32Array(2));
    const session = model.open();
    await session.step(
      tokens.map((token, position) => ({
        token,
        position,
        slot: position,
        ancestors: Int32Array.from({ length: position }, (_, slot) => slot),
        wantsLogits: false,
        reading: readings[position] ?? new Float32Array(),
      })),
    );
    session.close();
    // The last token of an answer that is cut off is never computed.
    const read = readings.slice(before.length, -1).map((reading) => reading[0] ?? 0);
    const sum = read.reduce((all, value) => all + value, 0);
    const { measure, explain } = scoreOf(result) ?? {};
    expect(measure).toBeCloseTo(headProbability(heads[0] ?? { bias: 0 }, sum, read.length), 6);
    expect(explain).toContain(`over ${read.length} tokens`);
  });

  test("guides a search, at no more reward calls than another that guides", async () => {
    const model = await tinyModelWith(heads);
    const greedy = await alignOn(model, { rewards: [spec], search: { strategy: "greedy" } });
    const beam = await alignOn(model, {
      rewards: [spec],
      search: { strategy: "beam", width: 6, lambda: 30 },
    });
    expect(scoreOf(beam)?.measure).toBeLessThan(scoreOf(greedy)?.measure ?? 0);
    expect(beam.usage.prefix_checks).toBeGreaterThan(0);
    expect(beam.usage.reward_calls).toBeLessThan(10);
  });

  test("can be wanted low or high", async () => {
    const model = await tinyModelWith(heads);
    const value = async (wanted: string) =>
      scoreOf(await alignOn(model, { rewards: [{ ...spec, wanted }], search: { strategy: "greedy" } }));
    const [low, high] = [await value("low"), await value("high")];
    expect(low?.measure).toBe(high?.measure);
    const probability = low?.measure ?? 0;
    expect(low?.value).toBeCloseTo(probability <= 0.2 ? 1 : (1 - probability) / 0.8, 9);
    expect(high?.value).toBeCloseTo(probability >= 0.8 ? 1 : probability / 0.8, 9);
  });

  test("reads the same among others, and behind a prompt that was computed for another", async () => {
    const tiny = await tinyModelWith(heads);
    const model = sharedModel(tiny, nodePlatform.clock, { keepPrompts: true });
    const request = (seed: number) =>
      parseOrRefuse(alignRequestSchema, {
        prompt: `${prompt} city and the people of the town and the people of the sea`,
        rewards: [spec],
        search: { strategy: "sample" },
        max_tokens: 8,
        seed,
      });
    const clock = nodePlatform.clock;
    const alone = await Promise.all([1, 2, 3].map((seed) => align(request(seed), { model: tiny, clock })));
    const first = await align(request(1), { model, clock });
    const others = await Promise.all([2, 3].map((seed) => align(request(seed), { model, clock })));
    expect([first, ...others].map(({ choices }) => choices)).toEqual(alone.map(({ choices }) => choices));
    expect(others[0]?.usage.cached_tokens).toBeGreaterThan(0);
  });

  test("costs no step and no token", async () => {
    const model = await tinyModelWith(heads);
    const usage = async (rewards: object[]) => {
      const result = await alignOn(model, { rewards, search: { strategy: "greedy" } });
      return { steps: result.usage.steps, tokens: result.usage.forward_tokens };
    };
    expect(await usage([spec])).toEqual(await usage([]));
  });

  test("a head that the model does not have is refused, with those that it has", async () => {
    const model = await tinyModelWith([...heads, waveHead("third", 3, { reads: "prompt" })]);
    const refusal = alignOn(model, { rewards: [{ type: "head", head: "third" }] });
    await expect(refusal).rejects.toMatchObject({
      code: "invalid_request",
      param: "/rewards/0/head",
      message: 'no head "third": there are first and second',
    });
  });

  test("says what it does not know", async () => {
    const reward = await prepared(spec, { heads });
    expect(judgeText(reward, { text: "a", tokens: 1, logProbability: null })).toMatchObject({ value: 0 });
    expect(reward.judge(reward.begin())).toEqual({
      value: 1,
      measure: null,
      explain: "nothing has been read yet",
    });
  });
});
