import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided, refusalOf, someCount } from "./shape.ts";

const paragraphs = (spec: object) => ({ type: "paragraphs", ...spec });
const words = fc.constantFrom(
  "\n\n",
  "\n",
  "***",
  "*",
  "Sea",
  "sea ",
  "But",
  "But ",
  "b",
  "ut,",
  " ",
  "'",
  "Sand.\n\n",
);

describe("paragraphs", () => {
  test.each([
    ["One\nstill one.\n\nTwo.\n\n\n\nThree.\n\n", "blank_line", 3],
    ["", "blank_line", 0],
    ["One.\n\n***\n\nTwo.", "***", 2],
    ["***\nOne.\n\nStill one.\n***", "***", 1],
  ])("%j between %s: %d", async (text, separator, count) => {
    const { value, measure } = await judge(paragraphs({ count: Math.max(1, count), separator }), text);
    expect([measure, value]).toEqual([count, count > 0 ? 1 : 0]);
  });

  test("an empty one between two separators does not do", async () => {
    const { value, explain } = await judge(
      paragraphs({ count: 2, separator: "***" }),
      "One.\n***\n***\nTwo.",
    );
    expect([value, explain]).toEqual([0.5, "2 paragraphs; one is empty"]);
  });

  test.each([
    ["Sea.\n\nBut sand.", 1],
    ['Sea.\n\n"BUT," she said.', 1],
    ["Sea.\n\nButter.", 0.5],
    ["Sea.\n\nBut: sand.", 0.5],
    ["Sea, but sand.", 0.25],
  ])("%j has a second one that begins with but: %d", async (text, value) => {
    expect((await judge(paragraphs({ first_words: [{ paragraph: 2, word: "but" }] }), text)).value).toBe(
      value,
    );
  });

  test("says which one begins wrongly", async () => {
    const spec = paragraphs({ count: 3, first_words: [{ paragraph: 2, word: "but" }] });
    expect((await judge(spec, "Sea.\n\nSand.")).explain).toBe(
      "2 paragraphs, exactly 3 wanted; paragraph 2 must begin with but",
    );
  });

  test("separates, and begins with the word that is due", async () => {
    const { wants, limit } = await guided(
      paragraphs({ count: 3, first_words: [{ paragraph: 2, word: "but" }] }),
    );
    expect(wants("Sea.", "midway")).toBe(undefined);
    expect(wants("Sea.")).toBe("\n\nBut");
    expect(wants("The sea is deep. ".repeat(12), "midway")).toBe("\n\nBut");
    expect(wants("Sea.\n\n", "midway")).toBe("But");
    expect(wants("Sea.\n\nB", "midway")).toBe("ut");
    expect(wants("Sea.\n\nBut sand.")).toBe("\n\n");
    expect(wants("Sea.\n\nBut sand.\n\n")).toBe(undefined);
    expect(limit("Sea.\n\nBut")).toBe(1);
    expect(limit("Sea.\n\nButt")).toBe(0.5);
    expect(limit("Sea.\n\nBut sand.\n\nSalt.\n\nW")).toBeLessThan(1);
    const stars = await guided(paragraphs({ count: 2, separator: "***" }));
    expect(stars.wants("Sea.")).toBe("\n\n***\n");
  });

  test("refuses what cannot hold", () => {
    expect(refusalOf(paragraphs({ count: 0 }))).toBe("/count must not be below 1");
    expect(refusalOf(paragraphs({ max: 1, first_words: [{ paragraph: 2, word: "but" }] }))).toBe(
      "/first_words/0/paragraph must not be above 1, the most allowed",
    );
    expect(refusalOf(paragraphs({ first_words: [{ paragraph: 1, word: "not one" }] }))).toBe(
      "/first_words/0/word must be one word that begins with a letter or digit",
    );
    expect(refusalOf(paragraphs({ count: 2, min: 1 }))).toBe(
      "/count stands in place of min and max: give either",
    );
    expect(refusalOf(paragraphs({ min: 2, max: 1 }))).toBe("/max must not be below min");
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    const count = fc.integer({ min: 2, max: 4 });
    await fc.assert(
      fc.asyncProperty(count, fc.array(words, { maxLength: 12 }), async (count, parts) => {
        const text = parts.join("");
        const stars = await judge(paragraphs({ count, separator: "***" }), text);
        if (stars.value === 1) expect(starsCheck(text)).toBe(count);
        const first_words = [{ paragraph: 2, word: "but" }];
        const begins = await judge(paragraphs({ count, first_words }), text);
        if (begins.value === 1) expect(firstWordCheck(text, 2)).toEqual([count, "but"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    const separator = fc.constantFrom({}, { separator: "***" }, { separator: "\n-" });
    const first_words = fc.uniqueArray(
      fc.record({ paragraph: fc.integer({ min: 1, max: 3 }), word: fc.constantFrom("but", "sea", "It's") }),
      { maxLength: 2, selector: ({ paragraph }) => paragraph },
    );
    const specs = fc
      .tuple(someCount(4, 3), separator, first_words)
      .map(([count, separator, first_words]) => paragraphs({ ...count, ...separator, first_words }));
    await expectRewardProperties(specs, fc.oneof(words, fc.constantFrom("-", "It", "s")));
  });
});

/** What IFEval counts; null where an empty paragraph fails the check. */
function starsCheck(text: string): number | null {
  const parts = text.split(/\s?\*\*\*\s?/u).map((part) => part.trim());
  return parts.slice(1, -1).includes("") ? null : parts.filter((part) => part !== "").length;
}

/** How many paragraphs IFEval counts, and the first word that it compares. */
function firstWordCheck(text: string, number: number): [number, string] {
  const parts = text.split("\n\n");
  const [word = ""] = (parts[number - 1] ?? "").trim().split(/\s+/u);
  const [first = ""] = word.replace(/^'*"*/u, "").split(/[.,?!'"]/u);
  return [parts.filter((part) => part.trim() !== "").length, first.toLowerCase()];
}
