import fc from "fast-check";

const atoms = [
  ..."abk_ 1.^$",
  ...["\\.", "\\n", "\\b", "\\B", "\\A", "\\z", "\\d", "\\W", "\\s", "\\pL", "\\p{Greek}", "\\PN"],
  ...[
    "[a-c]",
    "[^a]",
    "[^\\n]",
    "[[:alpha:]é]",
    "[\\x{1F600}-\\x{1F64F}]",
    "ſ",
    "é",
    "😀",
    "(?i:k)",
    "(?s:.)",
    "(?m:^)",
    "(?m:$)",
  ],
  ...["[^\\s\\S]", "()", "ab", "(?:)"],
];
const repeats = ["", "", "", "*", "+", "?", "*?", "{2}", "{0,2}", "{1,}", "{2,3}?"];

/** Regular expressions in RE2 syntax, most of which some texts of `characters` match and some do not. */
export const patterns: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "", "", "(?i)", "(?s)", "(?m)", "(?im)", "(?U)"),
    fc.letrec<{ expression: string; piece: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...atoms),
        fc.tuple(tie("expression"), tie("expression")).map((parts) => parts.join("")),
        fc.tuple(tie("expression"), tie("expression")).map((parts) => parts.join("")),
        fc.tuple(tie("expression"), tie("expression")).map((parts) => `(${parts.join("|")})`),
        fc.tuple(tie("piece"), fc.constantFrom(...repeats)).map((parts) => parts.join("")),
      ),
      piece: tie("expression").map((expression) => `(?:${expression})`),
    })).expression,
  )
  .map((parts) => parts.join(""));

/** Characters that the patterns speak of, and some more. */
export const characters: fc.Arbitrary<string> = fc.constantFrom(..."aabkK_ 1.\nsſéÉ😀Kλz");
