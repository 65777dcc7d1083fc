import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeText } from "../../src/reward/reward.ts";
import { prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

async function echoes(spec: object, text: string, prompt = "Why is the sea so salty, and the rivers not?") {
  const reward = await prepared({ type: "echo", ...spec }, { prompt });
  return judgeText(reward, { text, tokens: 1, logProbability: null });
}

describe("echo", () => {
  test.each([
    ["Rivers wash salt into it.", 0],
    ["The sea, so salty, is deep.", 1],
    ["THE SEA SO SALTY\nand the rivers not", 5],
    ["the sea is so salty", 0],
    ["", 0],
  ])("%j copies %i sequences of 4 words", async (text, copied) => {
    const { value, explain } = await echoes({ max: 0 }, text);
    expect(explain).toMatch(new RegExp(`^${copied} of `));
    expect(value === 1).toBe(copied === 0);
  });

  test("allows a share of them, and says what was copied", async () => {
    const text = "You ask why is the sea blue.";
    expect(await echoes({ n: 3, max: 0.4 }, text)).toMatchObject({ value: 1, measure: 0.4 });
    const { value, explain } = await echoes({ n: 3, max: 0.2 }, text);
    expect(value).toBeCloseTo(0.75, 12);
    expect(explain).toBe('2 of 5 sequences of 3 words stand in the prompt, at most 20 % may: "why is the"');
  });

  test("a word that may still grow is no echo yet", async () => {
    const reward = await prepared({ type: "echo", max: 0 }, { prompt: "the sea is salt" });
    const grow = (text: string) => reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 });
    expect(reward.bound?.(grow("the sea is salt"))).toBe(1);
    expect(reward.bound?.(grow("the sea is salt "))).toBeLessThan(1);
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("echo"),
        n: fc.constantFrom(2, 3, 4),
        max: fc.constantFrom(0, 0.1, 0.5),
      }),
      // Of the prompt "Why is the sea salty?".
      fc.constantFrom("why", " is", " the", " sea", " salty", " deep", "\n", "er", ", "),
    );
  });
});
