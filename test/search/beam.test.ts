import { describe, expect, test } from "vitest";
import { alignTiny, textOf } from "../support/align-tiny.ts";

const beam = { strategy: "beam", width: 3, k: 3 };

describe("beam", () => {
  test("finds words that the model would not have said, and stops once all is satisfied", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee", "moon"], enforce: "hard" }];
    const greedy = await alignTiny({ rewards, max_tokens: 16, search: { strategy: "greedy" } });
    expect(greedy.choices[0]?.reward.satisfied).toBe(false);
    const found = await alignTiny({ rewards, max_tokens: 16, search: beam });
    expect(textOf(found)).toMatch(/frisbee/i);
    expect(textOf(found)).toMatch(/moon/i);
    expect(found.choices[0]?.reward.satisfied).toBe(true);
  });

  test("never says what is ruled out, in any of the answers", async () => {
    const rewards = [{ type: "characters", forbid: ["e"], enforce: "hard" }];
    const { choices } = await alignTiny({ rewards, max_tokens: 12, search: beam, n: 3 });
    expect(choices).toHaveLength(3);
    for (const { text } of choices) expect(text).not.toContain("e");
    expect(new Set(choices.map(({ text }) => text)).size).toBe(3);
  });

  test("never gives the same answer twice, in other tokens or from another attempt", async () => {
    const sentence = { type: "regex", pattern: "(the|a) (dog|cat)\\.", mode: "full", enforce: "hard" };
    // Cannot hold as well: all that is found leads nowhere.
    const farewell = { type: "ends_with", text: "bye.", enforce: "hard" };
    for (const rewards of [[sentence], [sentence, farewell]]) {
      const { choices } = await alignTiny({ rewards, max_tokens: 14, search: { ...beam, k: 2 }, n: 3 });
      expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
      expect(choices[0]?.text).toMatch(/^(the|a) (dog|cat)/);
    }
  });

  test("answers in the space that there is: what is missing comes before the tokens run out", async () => {
    for (const max_tokens of [10, 14, 20]) {
      const rewards = [{ type: "ends_with", text: "the small dog.", enforce: "hard" }];
      const result = await alignTiny({ rewards, max_tokens, search: { strategy: "beam", width: 1 } });
      expect(textOf(result)).toMatch(/the small dog\.\s*$/);
    }
  });

  test("a stop string ends an answer only where the hard rewards let it", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }];
    const spaced = await alignTiny({ rewards, max_tokens: 16, stop: [" the"], search: beam });
    expect(textOf(spaced)).toContain("frisbee");
    expect(textOf(spaced)).not.toContain(" the");
  });

  test("without rewards a width of one is greedy", async () => {
    const greedy = await alignTiny({ search: { strategy: "greedy" } });
    const one = await alignTiny({ search: { strategy: "beam", width: 1, k: 1 } });
    expect(textOf(one)).toBe(textOf(greedy));
    expect(one.usage.forward_tokens).toBe(greedy.usage.forward_tokens);
  });

  test("prefix checks are counted apart from reward calls, which are made for what has finished", async () => {
    const rewards = [{ type: "keywords", include: ["frisbee"], enforce: "hard" }];
    const { usage } = await alignTiny({ rewards, max_tokens: 12, search: beam });
    expect(usage.reward_calls).toBeLessThanOrEqual(3);
    expect(usage.prefix_checks).toBeGreaterThan(usage.reward_calls);
  });
});
