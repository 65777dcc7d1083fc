import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, someCount } from "./shape.ts";

const sections = (spec: object) => ({ type: "sections", ...spec });
const two = "SECTION 1\nThe sea.\n\nSECTION 2\nThe shore.";
const words = fc.constantFrom(
  "SECTION 1",
  "SECTION 2\n",
  "SECTION 3: sand",
  "\n\n",
  "\n",
  "SEC",
  "Salt",
  " ",
  "## ",
  "0",
);

describe("sections", () => {
  test.each([
    [two, 2],
    ["**SECTION 1:** sea\n## SECTION 2\nshore", 2],
    ["SECTION 1\n\nSECTION 2\nshore", 0],
    ["SECTION 1\nsea\nSECTION 1\nshore", 1],
    ["as SECTION 1 says", 0],
    ["Section 1\nsea", 0],
    ["SECTION1\nsea", 0],
    ["SECTION 10\nsea", 0],
  ])("%j has %d", async (text, count) => {
    expect((await judge(sections({ min: 1 }), text)).measure).toBe(count);
  });

  test("takes another marker", async () => {
    expect((await judge(sections({ marker: "Day", count: 2 }), "Day 1: rest\nDay 2: work")).value).toBe(1);
  });

  test("a section that is empty or out of order will not do", async () => {
    const judgement = await judge(sections({ min: 2 }), `${two}\nSECTION 7\nmore`);
    expect(judgement.value).toBe(0.5);
    expect(judgement.explain).toBe("2 sections and 1 empty or unfinished, none may be empty or out of order");
    const { limit } = await guided(sections({ min: 2 }));
    expect(limit("SECTION 1\n\nSECTION ")).toBe(1);
    expect(limit("SECTION 1\n\nSECTION 2")).toBeLessThan(1);
    expect(limit("SECTION 1\n\nSECTION\n")).toBeLessThan(1);
  });

  test("opens the next section, then waits for words", async () => {
    const { wants } = await guided(sections({ min: 2 }));
    expect(wants("", "midway")).toBe("SECTION 1\n");
    expect(wants("SECTION 1\n")).toBe(undefined);
    expect(wants("SECTION 1\nThe sea.", "midway")).toBe(undefined);
    expect(wants("SECTION 1\nThe sea.\n\n", "midway")).toBe("SECTION 2\n");
    expect(wants("SECTION 1\nThe sea.")).toBe("\n\nSECTION 2\n");
    expect(wants("SECTION 1\nThe sea.\n\nSECT", "midway")).toBe("ION 2\n");
    expect(wants("SECTION 1\nSECT")).toBe(undefined);
    expect(wants(two)).toBe(undefined);
  });

  test("one heading too many is too many for good", async () => {
    const { limit } = await guided(sections({ max: 1 }));
    expect(limit("SECTION 1\nsea\nSECTION ")).toBe(1);
    expect(limit("SECTION 1\nsea\nSECTION 2")).toBe(0.5);
  });

  /** IFEval counts what its separators split off. */
  test("a text that satisfies it satisfies IFEval, too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(words, { maxLength: 12 }),
        async (min, parts) => {
          const text = parts.join("");
          if ((await judge(sections({ min }), text)).value < 1) return;
          expect(text.split(/\s?SECTION\s?\d+\s?/u).length - 1).toBeGreaterThanOrEqual(min);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    await expectRewardProperties(someCount(3).map(sections), words);
  });
});
