import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";
import { guided } from "./shape.ts";

const postscript = (spec: object = {}) => ({ type: "postscript", ...spec });
const words = fc.constantFrom(
  "P.",
  "P.S.",
  "S.",
  "\n",
  "\nP.S. ",
  "Salt",
  " ",
  "p.s. sea",
  "P.P.S",
  "**",
  "P",
);

describe("postscript", () => {
  test.each([
    ["Dear Ann,\n\nP.S. Write soon!", 1],
    ["P.S.: Write soon!", 1],
    ["**P.S.** write\nsoon", 1],
    ["p.s.\nwrite soon", 1],
    ["Dear Ann,\nP.S.", 0.5],
    ["Look at the P.S. below", 0],
    ["P.P.S. Write soon!", 0],
    ["", 0],
  ])("%j: %d", async (text, value) => {
    expect((await judge(postscript(), text)).value).toBe(value);
  });

  test("takes another marker", async () => {
    expect((await judge(postscript({ marker: "P.P.S" }), "P.P.S. Write soon!")).value).toBe(1);
    expect((await judge(postscript({ marker: "PS" }), "PSALM 23")).value).toBe(0);
  });

  test("opens it at the end, and lets the text end once it can be read", async () => {
    const { wants, mayEnd } = await guided(postscript());
    expect(wants("Dear Ann,")).toBe("\n\nP.S.");
    expect(wants("Dear Ann,\n")).toBe("\nP.S.");
    expect(wants("Dear Ann,", "midway")).toBe(undefined);
    expect(wants("Dear Ann,\n\nP.", "midway")).toBe("S.");
    expect(wants("P.S.")).toBe(undefined);
    expect(mayEnd("P.S. Write")).toBe(false);
    expect(mayEnd("P.S. Write!")).toBe(true);
    expect(mayEnd("P.S. Write to me")).toBe(true);
  });

  test("a text that satisfies it satisfies IFEval, too", async () => {
    const checks = { "P.S.": /\s*p\.\s?s\..*$/mu, "P.P.S": /\s*p\.\s?p\.\s?s.*$/mu };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(checks) as (keyof typeof checks)[])),
        fc.array(words, { maxLength: 12 }),
        async (marker, parts) => {
          const text = parts.join("");
          if ((await judge(postscript({ marker }), text)).value === 1)
            expect(text.toLowerCase()).toMatch(checks[marker]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps the properties of rewards", async () => {
    await expectRewardProperties(
      fc.constantFrom("P.S.", "P.P.S", "PS").map((marker) => postscript({ marker })),
      words,
    );
  });
});
