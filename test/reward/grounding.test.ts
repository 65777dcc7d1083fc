import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const passages = ["Rivers wash salt out of rocks.", "The sun lifts water, but leaves the salt behind."];
const judged = (text: string, spec: object = {}) => judge({ type: "grounding", passages, ...spec }, text);

describe("grounding", () => {
  test.each([
    ["Rivers wash salt out of the rocks.", 1],
    ["The SUN leaves salt behind!", 1],
    ["The moon lifts the water.", 2 / 3],
    ["It is theirs.", 0],
    ["", 0],
  ])("%j has a share of %d", async (text, share) => {
    expect((await judged(text)).value).toBeCloseTo(share, 12);
  });

  test("says what does not stand there", async () => {
    expect(await judged("The moon lifts heavy water.")).toMatchObject({
      measure: 0.5,
      explain: '2 of 4 content words stand in the passages; not there: "moon"',
    });
    expect((await judged("")).explain).toBe("no content words");
  });

  test("sequences have to stand there as such", async () => {
    expect(await judged("The rocks wash the rivers of salt.", { n: 2 })).toMatchObject({
      value: 0,
      explain: '0 of 3 sequences of 2 content words stand in the passages; not there: "rocks wash"',
    });
    expect((await judged("The sun lifts the water.", { n: 2 })).value).toBe(1);
  });

  test("is satisfied from min on, and beyond help only where everything has to stand there", async () => {
    const text = "The moon lifts the water. ";
    expect((await judged(text, { min: 0.6 })).value).toBe(1);
    const bound = async (min: number) => {
      const reward = await prepared({ type: "grounding", passages, min });
      return reward.bound?.(reward.advance(reward.begin(), { text, tokens: 6, logProbability: -6 })) ?? 1;
    };
    expect(await bound(0.9)).toBe(1);
    expect(await bound(1)).toBeLessThan(1);
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("grounding"),
        passages: fc.constant(passages),
        n: fc.constantFrom(1, 2),
        min: fc.constantFrom(0.3, 0.8, 1),
      }),
      fc.constantFrom("Rivers", " wash", " salt", " the", " moon", ".", "\n", "s", " out of rocks"),
    );
  });
});
