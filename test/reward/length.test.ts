import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string, tokens = 0) =>
  (await judge({ type: "length", ...spec }, text, tokens)).value;

describe("length", () => {
  test.each([
    ["words", "One two-three, don't — 4!", 4],
    ["alphanumeric_runs", "One two-three, don't — 4!", 6],
    ["sentences", "Hello there. How are you? Fine!", 3],
    ["sentences", "It is 3.5 m at 5 p.m. 20 guests!", 1],
    ["characters", "e\u0301 👨‍👩‍👧", 3],
    ["characters", "🇩🇪🇫🇷\r\n", 3],
    ["paragraphs", "One\nstill one.\n\nTwo.\n \n\nThree.", 3],
    ["paragraphs", "One.\r\n\r\nTwo.\r\n", 2],
    ["words", "", 0],
    ["sentences", " \n", 0],
    ["paragraphs", "", 0],
  ])("counts %s of %j", async (unit, text, count) => {
    expect(await value({ unit, exact: count }, text)).toBe(1);
    expect(await value({ unit, min: count + 1 }, text)).toBeLessThan(1);
  });

  test("counts the model's tokens", async () => {
    expect(await value({ unit: "tokens", max: 3 }, "whatever", 3)).toBe(1);
    expect(await value({ unit: "tokens", max: 3 }, "whatever", 4)).toBeLessThan(1);
  });

  test("falls with the distance from the nearest bound, to 0", async () => {
    expect(await value({ unit: "words", max: 2 }, "a b c")).toBe(0.5);
    expect(await value({ unit: "words", min: 4 }, "a b c")).toBe(0.75);
    expect(await value({ unit: "words", target: 4 }, "a b c d e")).toBe(0.75);
    expect(await value({ unit: "words", max: 1 }, "a b c d e")).toBe(0);
  });

  test("a target is met within its tolerance, and between min and max", async () => {
    const spec = { unit: "words", target: 4, tolerance: 2, max: 5 };
    expect(await value(spec, "a b")).toBe(1);
    expect(await value(spec, "a")).toBe(0.5);
    expect(await value(spec, "a b c d e f")).toBe(0.8);
  });

  test.each([
    [{ max: 2 }, "3 words, at most 2"],
    [{ min: 5, max: 9 }, "3 words, at least 5"],
    [{ exact: 1 }, "3 words, exactly 1 wanted"],
    [{ max: 3 }, "3 words"],
  ])("%j is answered with %j", async (spec, explain) => {
    expect((await judge({ type: "length", unit: "words", ...spec }, "a b c")).explain).toBe(explain);
  });

  test.each([
    [{}, ""],
    [{ min: 3, max: 2 }, "/max"],
    [{ exact: 3, max: 3 }, "/exact"],
    [{ target: 3, min: 4 }, "/target"],
    [{ min: 4, tolerance: 1 }, "/tolerance"],
  ])("%j is refused, with the field at fault", async (spec, param) => {
    await expect(prepared({ type: "length", unit: "words", ...spec })).rejects.toMatchObject({
      code: "invalid_request",
      param,
    });
  });

  test("the end of a sentence opens the next paragraph, the middle does not", async () => {
    const reward = await prepared({ type: "length", unit: "paragraphs", min: 2 });
    const proposed = (text: string) =>
      reward.propose?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 }), "ending");
    expect(proposed('He said "no."')).toEqual(["\n\n"]);
    expect(proposed("- a list\n")).toEqual(["\n"]);
    expect(proposed("He said")).toEqual([]);
    expect(proposed("One.\n\n")).toEqual([]);
    expect(proposed("One.\n\nTwo.")).toEqual([]);
  });

  // The more a rule of segmentation looks ahead or back, the likelier a text that grows is counted otherwise.
  test.each(["tokens", "characters", "words", "alphanumeric_runs", "sentences", "paragraphs"])(
    "keeps the promises of a reward, counting %s of whatever text",
    async (unit) => {
      const words = [
        ..."aBé1. ,!?…)\"'’\n\r\u0301\u200d\u00ad\u2029ʰ。क्षก",
        ...["Dr. ", "e.g. ", "p.m.", "3.5", "... ", " the", ' "Yes!" ', ". But", "\r\n", "\n\n", "\n \n"],
        ...["👍🏽", "👨‍👩‍👧", "🇩🇪", "🇩", "don't", "two-way", "?!) ", "_", " 42 "],
      ];
      const limit = fc.integer({ min: 1, max: 9 });
      const limits = fc.oneof(
        fc.record({ min: limit }),
        fc.record({ max: limit }),
        fc.record({ exact: limit }),
        fc.record({ target: limit, tolerance: fc.integer({ min: 0, max: 3 }) }),
      );
      await expectRewardProperties(
        limits.map((spec) => ({ type: "length", unit, ...spec })),
        fc.constantFrom(...words),
      );
    },
  );
});
