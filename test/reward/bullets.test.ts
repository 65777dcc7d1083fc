import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, someCount } from "./shape.ts";

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
    const { wants, limit } = await guided(bullets({ count: 3 }));
    expect(wants("Some reasons:")).toBe("\n*");
    expect(wants("- one")).toBe("\n-");
    expect(wants("- one\n")).toBe("-");
    expect(wants("- one\n", "midway")).toBe("-");
    expect(wants("- One.", "midway")).toBe("\n-");
    expect(wants("Some reasons:", "midway")).toBe("\n*");
    expect(wants("- one\n- ")).toBe(undefined);
    expect(wants("Some reasons.", "midway")).toBe(undefined);
    expect(limit("- one\n-5")).toBe(0.75);
  });

  test("does not end with an empty bullet", async () => {
    const { mayEnd } = await guided(bullets({ min: 1 }));
    expect(mayEnd("* one")).toBe(true);
    expect(mayEnd("* one\n* ")).toBe(false);
  });

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
