import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { meanTotal } from "../support/mean-total.ts";

const rewards = [
  { type: "regex", pattern: "e", mode: "absent", weight: 2 },
  { type: "length", unit: "characters", target: 12 },
];
const cascade = { strategy: "cascade", uncertainty: 0, shortest: 2, beta: 0 };

describe("cascade", () => {
  test("where every segment is accepted it is a sample, at a sample's price", async () => {
    for (const accepting of [{ tries: 1 }, { to: 0 }, { uncertainty: 20, to: 0 }]) {
      const sample = await alignTiny({ rewards, seed: 4, search: { strategy: "sample" } });
      const result = await alignTiny({ rewards, seed: 4, search: { ...cascade, ...accepting } });
      expect(textOf(result)).toBe(textOf(sample));
      expect(result.usage.forward_tokens).toBe(sample.usage.forward_tokens);
    }
  });

  test("the higher the threshold, the higher the reward, and the price", async () => {
    const low = { rewards, search: { ...cascade, to: 0.2 } };
    const high = { rewards, search: { ...cascade, from: 0.9 } };
    expect(await meanTotal(high)).toBeGreaterThan((await meanTotal(low)) + 0.1);
    const spent = async (body: object) => (await alignTiny({ ...body, seed: 1 })).usage.forward_tokens;
    expect(await spent(high)).toBeGreaterThan(await spent(low));
  });

  test("a soft threshold lets through what falls short of it", async () => {
    const spent = async (beta: number) =>
      (await alignTiny({ rewards, seed: 1, search: { ...cascade, from: 1, beta } })).usage.forward_tokens;
    expect(await spent(10)).toBeLessThan(await spent(0));
  });

  test("segments end where the model is uncertain, and are judged there and nowhere else", async () => {
    const calls = async (uncertainty: number) => {
      const search = { ...cascade, uncertainty, shortest: 1, to: 0 };
      const { usage } = await alignTiny({ rewards, seed: 5, combine: { mode: "penalty" }, search });
      return { calls: usage.reward_calls / rewards.length, tokens: usage.completion_tokens };
    };
    const words = await calls(0);
    expect(words.calls).toBe(words.tokens);
    const whole = await calls(20);
    expect(whole.calls).toBe(1);
    const some = await calls(2);
    expect(some.calls).toBeGreaterThan(1);
    expect(some.calls).toBeLessThan(some.tokens);
  });

  test("what cannot be had is not tried for ever", async () => {
    const impossible = [{ type: "keywords", include: ["xylophone"], enforce: "hard" }];
    const tries = 3;
    const { usage, budget } = await alignTiny({
      rewards: impossible,
      seed: 1,
      search: { ...cascade, from: 1, tries },
    });
    expect(budget.stop_reason).toBe("complete");
    expect(usage.forward_tokens).toBeLessThanOrEqual(usage.prompt_tokens + tries * 8);
  });

  test("a threshold that would fall is refused", async () => {
    await expect(alignTiny({ search: { ...cascade, from: 0.8, to: 0.5 } })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/search/from",
    });
  });
});
