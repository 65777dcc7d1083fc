import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";
import { meanTotal } from "../support/mean-total.ts";

const rewards = [
  { type: "regex", pattern: "e", mode: "absent", weight: 2 },
  { type: "length", unit: "characters", target: 12 },
];
const blockwise = { strategy: "blockwise", blocks: 4, length: 2 };

describe("blockwise", () => {
  test("one block at a time is one sample", async () => {
    for (const seed of [1, 2, 3]) {
      const sample = await alignTiny({ rewards, seed, search: { strategy: "sample" } });
      const one = await alignTiny({ rewards, seed, search: { ...blockwise, blocks: 1 } });
      expect(textOf(one)).toBe(textOf(sample));
      expect(one.usage.forward_tokens).toBe(sample.usage.forward_tokens);
    }
  });

  test("blocks as long as an answer are best_of_n", async () => {
    for (const seed of [1, 2, 3]) {
      const best = await alignTiny({ rewards, seed, search: { strategy: "best_of_n", n: 4 } });
      const whole = await alignTiny({ rewards, seed, search: { ...blockwise, length: 8 } });
      expect(whole.choices[0]?.reward.total).toBe(best.choices[0]?.reward.total);
      expect(whole.usage.forward_tokens).toBe(best.usage.forward_tokens);
    }
  });

  test("the more blocks to choose from, the higher the reward", async () => {
    const totals = [];
    for (const blocks of [1, 3, 12])
      totals.push(await meanTotal({ rewards, search: { ...blockwise, blocks } }));
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(totals[2]).toBeGreaterThan((totals[0] ?? 1) + 0.1);
  });

  test("blocks are drawn side by side: no more steps than tokens", async () => {
    const { usage } = await alignTiny({ rewards, seed: 5, search: { ...blockwise, blocks: 6 } });
    const promptSteps = 1;
    expect(usage.steps).toBeLessThanOrEqual(promptSteps + 8);
    expect(usage.forward_tokens - usage.prompt_tokens).toBeGreaterThan(2 * usage.steps);
  });

  test("a seed repeats its answer; another seed gives another", async () => {
    const drawn = async (seed: number) => textOf(await alignTiny({ rewards, seed, search: blockwise }));
    expect(await drawn(1)).toBe(await drawn(1));
    expect(new Set([await drawn(1), await drawn(2), await drawn(3)]).size).toBeGreaterThan(1);
  });
});
