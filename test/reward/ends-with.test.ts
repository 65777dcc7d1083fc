import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const help = { type: "ends_with", text: "Any more questions?" };

describe("ends_with", () => {
  test.each([
    ["That is all. Any more questions?", {}, 1],
    ["That is all. ANY more questions? \n", {}, 1],
    ['"That is all. Any more questions?"', {}, 1],
    ['"That is all. Any more questions?"', { ignore_quotes: false }, 0],
    ["That is all. any more questions?", { ignore_case: false }, 0],
    ["Any more questions? No.", {}, 0],
    ["Any more", {}, 8 / 19],
    ["Many more", {}, 0],
    ["", {}, 0],
  ])("%j with %j is worth %d", async (text, options, value) => {
    expect((await judge({ ...help, ...options }, text)).value).toBe(value);
  });

  test("says what is wanted", async () => {
    expect((await judge(help, "Bye.")).explain).toBe('does not end with "Any more questions?"');
  });

  test.each([
    ["That is all.", "ending", " Any more questions?"],
    ["That is all. ", "ending", "Any more questions?"],
    ["That is all", "ending", ". Any more questions?"],
    ["That is all.\n\n", "ending", "Any more questions?"],
    ["That is all. Any more ques", "ending", "tions?"],
    ["That is all. Any more ques", "midway", "tions?"],
    ["That is all.", "midway", undefined],
    ["Any more questions?", "ending", undefined],
  ] as const)("after %j, %s, proposes %j first", async (text, occasion, proposal) => {
    const reward = await prepared(help);
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, occasion)[0]).toBe(proposal);
  });

  test("properties", { timeout: 60_000 }, async () => {
    const spec = fc.record({
      type: fc.constant("ends_with"),
      text: fc.constantFrom("The end.", "a b a b c", 'say "so"', "İ i", "end", "...", "Σας"),
      ignore_case: fc.boolean(),
      ignore_quotes: fc.boolean(),
    });
    const pieces = [
      "the end",
      ".",
      " ",
      "\n",
      '"',
      "”",
      "a b ",
      "c",
      "so",
      "say ",
      "İ",
      "i",
      "\u0307",
      "week",
      "ΣΑΣ",
      "The ",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
