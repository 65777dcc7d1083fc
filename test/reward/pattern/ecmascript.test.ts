import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEcmaScript } from "../../../src/reward/pattern/ecmascript.ts";
import { compilePattern } from "../../../src/reward/pattern/pattern.ts";

const atoms = [
  ..."a1_ é😀",
  ...[
    ".",
    "\\.",
    "\\s",
    "\\S",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\b",
    "\\B",
    "^",
    "$",
    "\\n",
    "\\v",
    "(?:\\0)",
    "\\cJ",
    "\\/",
  ],
  ...[
    "\\x41",
    "\\u00e9",
    "\\u{1F600}",
    "\\ud83d\\ude00",
    "\\p{L}",
    "\\P{Lu}",
    "\\p{Script=Greek}",
    "\\p{gc=Number}",
  ],
  ...[
    "[]",
    "[^]",
    "[^\\s_]",
    "[\\S]",
    "[\\b]",
    "[[:alpha:]",
    "[a-c\\-.$^]",
    "[^a\\]]",
    "[\\d-]",
    "[\\u00e0-\\u{10FFFF}]",
  ],
  ...["()", "(?:)", "(?:a|1)"],
];

const sources = fc
  .array(
    fc
      .tuple(fc.constantFrom(...atoms), fc.constantFrom("", "", "", "*", "+?", "{1,2}", "|"))
      .filter(([atom, repeat]) => repeat === "" || repeat === "|" || !/^(?:\^|\$|\\b)$/iu.test(atom)),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.flat().join(""));

const texts = fc
  .array(fc.constantFrom(..."ab1_ é😀A.-:[]\n\r\v\u2028\u00a0\ufeff\0\bλ$/"), { maxLength: 5 })
  .map((characters) => characters.join(""));

describe("an expression of JavaScript", () => {
  test("matches in RE2 what it matches in JavaScript", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(sources, texts, (source, text) => {
        const pattern = compilePattern(fromEcmaScript(source), { mode: "search" });
        const found = pattern.isMatch(pattern.step(pattern.start, text));
        expect(found, `${source} on ${JSON.stringify(text)}`).toBe(new RegExp(source, "u").test(text));
      }),
      { numRuns: 3000, seed: 4 },
    );
  });

  test("may name its groups", () => {
    expect(fromEcmaScript("(?<year>\\d{4})-(?<month$>\\d\\d)")).toBe("(?:\\d{4})-(?:\\d\\d)");
  });

  test.each([
    ["(", "Unterminated group"],
    ["\\a", "Invalid escape"],
    ["(?i)a", "Invalid group"],
    ["a(?=b)", "look-around"],
    ["(?<!b)a", "look-around"],
    ["(a)\\1", "back-references"],
    ["(?<n>a)\\k<n>", "back-references"],
    ["\\p{scx=Greek}", "the property scx"],
  ])("%s is refused", (source, reason) => {
    const refusal = { code: "invalid_request", message: expect.stringContaining(reason) };
    expect(() => fromEcmaScript(source)).toThrow(expect.objectContaining(refusal));
  });
});
