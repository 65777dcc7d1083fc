import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const dear = { type: "starts_with", text: "Dear customer," };

describe("starts_with", () => {
  test.each([
    ["Dear customer, hello", {}, 1],
    ["\n dear Customer, hello", {}, 1],
    ['"Dear customer, hello"', {}, 1],
    ['"Dear customer, hello"', { ignore_quotes: false }, 0],
    ["dear customer, hello", { ignore_case: false }, 0],
    ["Dear cus", {}, 8 / 14],
    ["Dear friend", {}, 5 / 14],
    ["", {}, 0],
  ])("%j with %j is worth %d", async (text, options, value) => {
    expect((await judge({ ...dear, ...options }, text)).value).toBe(value);
  });

  test.each([
    ["", ["Dear customer,"], 1],
    ["Dear cus", ["tomer,"], 1],
    ["Dear friend", [], 5 / 14],
    ["Dear customer, hello", [], 1],
  ])("after %j proposes %j", async (text, proposals, bound) => {
    const reward = await prepared(dear);
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, "midway")).toEqual(proposals);
    expect(reward.bound?.(state)).toBe(bound);
  });

  test("properties", { timeout: 60_000 }, async () => {
    const spec = fc.record({
      type: fc.constant("starts_with"),
      text: fc.constantFrom("Dear me,", '"So" it is', "İzmir", "a\nb", "ab ab c"),
      ignore_case: fc.boolean(),
      ignore_quotes: fc.boolean(),
    });
    const pieces = [
      "",
      "",
      "Dear",
      "dear ",
      "me,",
      '"',
      '"so"',
      " it",
      " is",
      "İ",
      "i",
      "\u0307",
      "zmir",
      "a",
      "\n",
      "b",
      "ab ",
      "c",
      " ",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
