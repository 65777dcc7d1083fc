import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, someCount } from "./shape.ts";

const placeholders = (spec: object) => ({ type: "placeholders", ...spec });
const words = fc.constantFrom("[", "]", "[name]", "Salt", " ", "\n", "[]", " [date", "x]");

describe("placeholders", () => {
  test.each([
    ["Dear [name], on [date]", 2],
    ["[] and [ ]", 0],
    ["[na\nme]", 0],
    ["[[name]]", 1],
  ])("%j has %d", async (text, count) => {
    expect((await judge(placeholders({ min: 1 }), text)).measure).toBe(count);
  });

  test("opens a bracket, and closes it behind words", async () => {
    const { wants, mayEnd } = await guided(placeholders({ min: 2 }));
    expect(wants("Dear")).toBe(" [");
    expect(wants("Dear ", "midway")).toBe(undefined);
    expect(wants("Dear [")).toBe(undefined);
    expect(wants("Dear [name", "midway")).toBe("]");
    expect(mayEnd("[a] [b]")).toBe(true);
    expect(mayEnd("[a] [b] [")).toBe(false);
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(words, { maxLength: 12 }),
        async (min, parts) => {
          const text = parts.join("");
          if ((await judge(placeholders({ min }), text)).value < 1) return;
          expect(text.match(/\[.*?\]/gu)?.length).toBeGreaterThanOrEqual(min);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    await expectRewardProperties(someCount(4).map(placeholders), words);
  });
});
