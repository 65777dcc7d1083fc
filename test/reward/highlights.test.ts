import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, someCount } from "./shape.ts";

const highlights = (spec: object) => ({ type: "highlights", ...spec });
const words = fc.constantFrom(
  "*",
  "**",
  "* ",
  " *",
  "***",
  "Salt",
  "*sea*",
  "**sand**",
  " ",
  "\n",
  "\n* ",
  "x",
);

describe("highlights", () => {
  test.each([
    ["the *sea* and the **shore**", 2],
    ["* one\n* two", 0],
    ["* the *salty sea*, the **shore**", 2],
    ["2 * 3 * 4", 0],
    ["*not\nclosed*", 0],
    ["**** and * *", 0],
    ["***very***", 1],
  ])("%j has %d", async (text, count) => {
    expect((await judge(highlights({ min: 1 }), text)).measure).toBe(count);
  });

  test("closes what is open, and opens another", async () => {
    const { wants, mayEnd } = await guided(highlights({ min: 2 }));
    expect(wants("The sea.")).toBe(" **");
    expect(wants("The sea.", "midway")).toBe(undefined);
    expect(wants("The sea. **")).toBe(undefined);
    expect(wants("The sea. **The shore")).toBe("**");
    expect(wants("*the shore of it", "midway")).toBe("*");
    expect(wants("*the", "midway")).toBe(undefined);
    expect(mayEnd("*a* **b**")).toBe(true);
    expect(mayEnd("*a* **b** **")).toBe(false);
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    const check = (text: string) =>
      [...(text.match(/\*[^\n*]*\*/gu) ?? []), ...(text.match(/\*\*[^\n*]*\*\*/gu) ?? [])].filter(
        (span) => span.replaceAll("*", "").trim() !== "",
      ).length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(words, { maxLength: 12 }),
        async (min, parts) => {
          const text = parts.join("");
          if ((await judge(highlights({ min }), text)).value === 1)
            expect(check(text)).toBeGreaterThanOrEqual(min);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    await expectRewardProperties(someCount(4).map(highlights), words);
  });
});
