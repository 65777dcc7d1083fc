import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

describe("case", () => {
  test.each([
    ["lower", "all small, 1st é.", 1, "only small letters"],
    ["lower", "Not at All", 1 / 3, "2 capital letters, the first N"],
    ["lower", "1 + 2", 0, "no small letters"],
    ["lower", "中文", 0, "no small letters"],
    ["lower", "ⅷ ǆ", 1, "only small letters"],
    ["lower", "a ǅ", 1 / 2, "1 capital letter, the first ǅ"],
    ["upper", "LOUD, 1ST!", 1, "only capital letters"],
    ["upper", "LOUd", 1 / 2, "1 small letter, the first d"],
    ["upper", "", 0, "no capital letters"],
  ])("%s: %j is worth %d: %s", async (mode, text, value, explain) => {
    expect(await judge({ type: "case", mode }, text)).toMatchObject({ value, explain });
  });

  test("keeps the promises of a reward", async () => {
    await expectRewardProperties(
      fc.record({ type: fc.constant("case"), mode: fc.constantFrom("lower", "upper") }),
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom("a", " ", "7", ".", "b c", "中", "ß") },
        { weight: 1, arbitrary: fc.constantFrom("A", "ǅ", "É") },
      ),
    );
  });
});
