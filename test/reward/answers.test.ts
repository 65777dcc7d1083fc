import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided } from "./shape.ts";

const answers = (spec: object = {}) => ({ type: "answers", ...spec });
const words = fc.constantFrom("******", "***", "*", "sea", "sand", " ", "\n", "\n******\n", "=");

describe("answers", () => {
  test.each([
    ["Sea.\n******\nSand.", 1],
    ["******\nSea.\n******\nSand.\n******", 1],
    ["Sea.\n******\nSea.", 0.5],
    ["Sea.\n******\n**sea.**", 0.5],
    ["Sea.", 0.5],
    ["Sea.******Sand.******Salt.", 2 / 3],
    ["Sea.******\n******Sand.", 0.5],
    ["Sea.******\n****", 0.5],
  ])("%j: %d", async (text, value) => {
    expect((await judge(answers(), text)).value).toBeCloseTo(value);
  });

  test("says what is wrong", async () => {
    expect((await judge(answers(), "Sea.******Sea.")).explain).toBe(
      "1 different answer and 1 empty or unfinished, exactly 2 wanted",
    );
  });

  test("separates at the end, then waits for another answer", async () => {
    const { wants, mayEnd, limit } = await guided(answers());
    expect(wants("Sea.", "midway")).toBe(undefined);
    expect(wants("Sea.")).toBe("\n\n******\n");
    expect(wants("Sea.\n******\n")).toBe(undefined);
    expect(mayEnd("Sea.\n******\nSea.")).toBe(false);
    expect(limit("Sea.\n******\nSea.")).toBe(1);
    expect(limit("Sea.\n******\nSea.\n******\n")).toBeLessThan(1);
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 12 }), async (parts) => {
        const text = parts.join("");
        if ((await judge(answers(), text)).value < 1) return;
        const found = text.split("******").map((part) => part.trim());
        expect(found.slice(1, -1)).not.toContain("");
        expect(new Set(found.filter((part) => part !== "")).size).toBe(2);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    const count = fc.integer({ min: 2, max: 4 });
    const separator = fc.constantFrom({}, { separator: "=" }, { separator: "\n=" });
    const specs = fc.tuple(count, separator).map(([count, separator]) => answers({ count, ...separator }));
    await expectRewardProperties(specs, words);
  });
});
