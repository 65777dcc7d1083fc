import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided } from "./shape.ts";

const title = (spec: object = {}) => ({ type: "title", ...spec });
const words = fc.constantFrom("<<", ">>", "<", ">", "Salt", " ", "\n", "<<Sea", "**", "*", "<h1>", "</h1>");

describe("title", () => {
  test.each([
    ["<<Poem of joy>>\n\nO joy!", 1],
    ["O joy! <<Poem of joy>>", 1],
    ["<<Poem of joy", 0.5],
    ["<<Poem\nof joy>>", 0],
    ["<< >>", 0],
    ["<Poem>", 0],
  ])("%j: %d", async (text, value) => {
    expect((await judge(title(), text)).value).toBe(value);
  });

  test("takes other delimiters", async () => {
    expect((await judge(title({ open: "<h1>", close: "</h1>" }), "<h1>Joy</h1>")).value).toBe(1);
    expect((await judge(title({ open: "**", close: "**" }), "**Joy**")).value).toBe(1);
  });

  test("begins the text with it, or ends the text with it", async () => {
    const { wants } = await guided(title());
    expect(wants("", "midway")).toBe("<<");
    expect(wants("<", "midway")).toBe("<");
    expect(wants("<<")).toBe(undefined);
    expect(wants("<<Poem", "midway")).toBe(undefined);
    expect(wants("<<Poem of the whole joy", "midway")).toBe(">>");
    expect(wants("<<Poem>", "midway")).toBe(">");
    expect(wants("O joy!", "midway")).toBe(undefined);
    expect(wants("O joy!")).toBe("\n\n<<");
    expect(wants("<<Poem>> O joy!")).toBe(undefined);
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 12 }), async (parts) => {
        const text = parts.join("");
        if ((await judge(title(), text)).value < 1) return;
        const found = (text.match(/<<[^\n]+>>/gu) ?? []).map((each) => each.replace(/^<+|>+$/gu, "").trim());
        expect(found.some((each) => each !== "")).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    const delimiters = fc.constantFrom(
      {},
      { open: "**", close: "**" },
      { open: "<h1>", close: "</h1>" },
      { open: "*" },
    );
    await expectRewardProperties(delimiters.map(title), words);
  });
});
