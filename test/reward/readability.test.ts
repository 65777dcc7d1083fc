import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formulaNames } from "../../src/reward/text/readability-formulas.ts";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const easy = "The cat sat on the mat. The dog ran to the tree.";
const hard =
  "Institutional accountability necessitates comprehensive documentation of administrative responsibilities.";

describe("readability", () => {
  // 12 words, 2 sentences, 12 syllables, 35 letters.
  test.each([
    ["flesch_reading_ease", 206.835 - 1.015 * 6 - 84.6],
    ["flesch_kincaid_grade", 0.39 * 6 + 11.8 - 15.59],
    ["gunning_fog", 0.4 * 6],
    ["coleman_liau", (5.88 * 35) / 12 - 29.6 / 6 - 15.8],
    ["automated_readability", (4.71 * 35) / 12 + 0.5 * 6 - 21.43],
  ])("%s of an easy text", async (measure, expected) => {
    expect((await judge({ type: "readability", measure, min: -50 }, easy)).measure).toBeCloseTo(expected, 9);
  });

  test("tells easy from hard", async () => {
    expect((await judge({ type: "readability", max: 5 }, easy)).value).toBe(1);
    expect(await judge({ type: "readability", max: 5 }, hard)).toMatchObject({
      value: 0,
      explain: expect.stringMatching(/^Flesch-Kincaid grade \d\d\.\d, at most 5 is wanted$/),
    });
    const ease = { type: "readability", measure: "flesch_reading_ease", max: 30 };
    expect((await judge(ease, hard)).value).toBe(1);
    expect((await judge(ease, easy)).value).toBe(0);
  });

  test("a target has a tolerance", async () => {
    const spec = { type: "readability", measure: "gunning_fog", target: 4.4 };
    expect((await judge({ ...spec, tolerance: 2.1 }, easy)).value).toBe(1);
    expect((await judge(spec, easy)).value).toBeCloseTo(0.9, 9);
  });

  test.each([
    [{}, ""],
    [{ min: 5, max: 4 }, "/max"],
    [{ min: 5, target: 6 }, "/target"],
    [{ min: 5, tolerance: 1 }, "/tolerance"],
  ])("refuses %j", async (spec, param) => {
    await expect(judge({ type: "readability", ...spec }, "")).rejects.toMatchObject({ param });
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("readability"),
        measure: fc.constantFrom(...formulaNames),
        min: fc.constantFrom(-20, 3, 50),
        max: fc.constantFrom(60, 90),
      }),
      fc.constantFrom("The cat", " institutional", " is", ". ", "!", "\n", " 42", "'s ", " é", "-"),
    );
  });
});
