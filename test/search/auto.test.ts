import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";

/** Judged on finished answers only. */
const manyNs = { type: "letter_frequency", letter: "n", min: 9, guide: false };
const roomy = { forward_tokens: 2000 };
const promptTokens = 11;

async function totalWithin(forward_tokens: number) {
  const { choices, usage } = await alignTiny({
    rewards: [manyNs],
    max_tokens: 12,
    budget: { forward_tokens },
  });
  return { total: choices[0]?.reward.total ?? 0, spent: usage.forward_tokens };
}

describe("auto", () => {
  test("without rewards it is greedy, at the same price", async () => {
    const [auto, greedy] = [await alignTiny({}), await alignTiny({ search: { strategy: "greedy" } })];
    expect(textOf(auto)).toBe(textOf(greedy));
    expect(auto.usage.forward_tokens).toBe(greedy.usage.forward_tokens);
    expect(auto.budget.stop_reason).toBe("complete");
  });

  test("stops as soon as nothing is missing", async () => {
    const easy = { type: "length", unit: "characters", min: 1, guide: false };
    const greedy = await alignTiny({ search: { strategy: "greedy" } });
    // So that it is not cut off by max_tokens.
    const stop = [textOf(greedy).slice(-1)];
    const [auto, stopped] = [
      await alignTiny({ rewards: [easy], budget: roomy, stop }),
      await alignTiny({ search: { strategy: "greedy" }, stop }),
    ];
    expect(auto.budget.stop_reason).toBe("satisfied");
    expect(auto.usage.forward_tokens).toBe(stopped.usage.forward_tokens);
  });

  test("tries up to four ends for a sentence that was cut off, and no more", async () => {
    const easy = { type: "length", unit: "characters", min: 1, guide: false };
    const { budget, usage } = await alignTiny({ rewards: [easy], budget: roomy });
    const greedy = await alignTiny({ search: { strategy: "greedy" } });
    expect(budget.stop_reason).toBe("satisfied");
    expect(usage.forward_tokens).toBeLessThanOrEqual(greedy.usage.forward_tokens + 4);
  });

  test("a reward that judges whole answers only is searched for, the more the budget allows", async () => {
    const [little, some, much] = [await totalWithin(24), await totalWithin(100), await totalWithin(2000)];
    expect(some.total).toBeGreaterThanOrEqual(little.total);
    expect(much.total).toBeGreaterThan(little.total);
    expect(some.spent).toBeLessThanOrEqual(100);
    expect(much.spent).toBeLessThan(2000);
  });

  test("ends before the budget does where more is not worth its price, and says so", async () => {
    const impossible = { type: "letter_frequency", letter: "q", min: 40, guide: false };
    const { budget, usage } = await alignTiny({ rewards: [impossible], budget: roomy });
    expect(budget).toMatchObject({ stop_reason: "converged", exhausted_by: null });
    expect(usage.forward_tokens).toBeLessThan(roomy.forward_tokens);
  });

  test("a budget that hardly pays for one answer is spent on what must be said", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee", "moon"], enforce: "hard" }];
    for (const tokens of [14, 20, 30]) {
      for (const budget of [{ forward_tokens: promptTokens + tokens }, { steps: 1 + tokens }]) {
        const { choices } = await alignTiny({ rewards, max_tokens: 40, budget });
        expect(choices[0]?.reward.satisfied).toBe(true);
      }
    }
  });

  test("what is out of reach costs little, and a limit loses nothing that was found", async () => {
    const rewards = [{ type: "letter_frequency", letter: "n", min: 300, enforce: "hard" }];
    const best = async (forward_tokens: number) => {
      const { choices } = await alignTiny({ rewards, max_tokens: 60, budget: { forward_tokens } });
      return choices[0]?.reward.total ?? 0;
    };
    const [some, more] = [await best(200), await best(500)];
    expect(more).toBeGreaterThanOrEqual(some);
  });

  test("follows hard rewards that can guide, and tries on for soft ones that cannot", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }, manyNs];
    const { choices, budget } = await alignTiny({ rewards, max_tokens: 14, budget: roomy });
    expect(choices[0]?.text).toMatch(/frisbee/i);
    expect(choices[0]?.reward.satisfied).toBe(true);
    expect(budget.stop_reason).not.toBe("complete");
  });
});
