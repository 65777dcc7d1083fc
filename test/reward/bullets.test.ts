import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { someCount } from "./shape-arbitraries.ts";

const bullets = (spec: object) => ({ type: "bullets", ...spec });
const words = fc.constantFrom(
  "* ",
  "- ",
  "*",
  "-",
  "\n",
  "\n* ",
  "\n- ",
  "\n* a",
  "1. ",
  "• b",
  "Salt",
  " ",
  "-5",
);

describe("bullets", () => {
  test.each([
    ["* one\n* two", 2],
    ["Here:\n- one\n\n  - two\n* three", 3],
    ["**bold** is no bullet\n***\n* one", 1],
    ["* \n* one", 1],
    ["no * bullet - here", 0],
    ["*emphasis* at the start", 0],
    ["1. one\n• two", 0],
  ])("%j has %d", async (text, count) => {
    expect((await judge(bullets({ min: 1 }), text)).measure).toBe(count);
  });

  test("what IFEval would count as one more is one too many", async () => {
    for (const extra of ["---", "-5 degrees", "*not a bullet*", "* "])
      expect((await judge(bullets({ count: 1 }), `* one\n${extra}`)).value, extra).toBe(0.5);
  });

  test("other markers can be chosen", async () => {
    expect(
      (await judge(bullets({ count: 2, markers: ["1."] }), "1. one\n2) two\n* three\n3.5 four")).value,
    ).toBe(1);
    expect((await judge(bullets({ count: 1, markers: ["•"] }), "• one")).value).toBe(1);
  });

  test("shows progress, and says what is wrong", async () => {
    const two = await judge(bullets({ count: 3 }), "* one\n* two");
    expect(two.value).toBeCloseTo(2 / 3);
    expect(two.explain).toBe("2 bullets, exactly 3 wanted");
    const none = await judge(bullets({ min: 2 }), "Text.\n---");
    expect(none.explain).toBe("0 bullets and 1 empty or unfinished, at least 2 wanted");
    expect((await judge(bullets({ max: 1 }), "* one\n* two")).explain).toBe("2 bullets, at most 1 wanted");
  });

  test("opens the next bullet in the style of the list, then waits for words", async () => {
    const reward = await prepared(bullets({ count: 3 }));
    const grown = (text: string) => reward.advance(reward.begin(), { text, tokens: 1, logProbability: 0 });
    const first = (text: string) => reward.propose?.(grown(text), "ending")[0];
    expect(first("Some reasons:")).toBe("\n*");
    expect(first("- one")).toBe("\n-");
    expect(first("- one\n")).toBe("-");
    expect(first("- one\n- ")).toBe(undefined);
    expect(reward.propose?.(grown("Some reasons:"), "midway")).toEqual([]);
    expect(reward.bound?.(grown("- one\n-5"))).toBe(0.75);
  });

  test("does not end with an empty bullet", async () => {
    const reward = await prepared(bullets({ min: 1 }));
    const mayEnd = (text: string) =>
      reward.mayEnd?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: 0 }));
    expect(mayEnd("* one")).toBe(true);
    expect(mayEnd("* one\n* ")).toBe(false);
  });

  /** The check of IFEval, for which `judge` stands in. */
  test("a text that satisfies it satisfies IFEval, too", async () => {
    const check = (text: string) =>
      (text.match(/^\s*\*[^*].*$/gmu) ?? []).length + (text.match(/^\s*-.*$/gmu) ?? []).length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 }),
        fc.array(words, { maxLength: 12 }),
        async (count, parts) => {
          const text = parts.join("");
          if ((await judge(bullets({ count }), text)).value === 1)
            expect(check(text), JSON.stringify(text)).toBe(count);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    const markers = fc.subarray(["*", "-", "+", "•", "1."], { minLength: 1 });
    const specs = fc.tuple(someCount(4), markers).map(([count, markers]) => bullets({ ...count, markers }));
    await expectRewardProperties(specs, words);
  });
});
