import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const quotes = { type: "wrapped_in" };
const angles = { type: "wrapped_in", open: "<<", close: ">>" };

describe("wrapped_in", () => {
  test.each([
    [quotes, '"Yes."', 1],
    [quotes, ' "Yes," he said, "it is."\n', 1],
    [quotes, '"Yes," he said.', 0.5],
    [quotes, 'He said "Yes."', 0],
    [quotes, '"', 0.5],
    [quotes, '""', 0.5],
    [angles, "<<Title>>", 1],
    [angles, "<<Title>", 0.5],
    [angles, "<Title>", 0],
    [{ type: "wrapped_in", open: "**" }, "***", 0.5],
  ])("%j: %j is worth %d", async (spec, text, value) => {
    expect((await judge(spec, text)).value).toBe(value);
  });

  test("says which mark is missing", async () => {
    expect((await judge(quotes, '"Yes')).explain).toBe('begins with ", but does not end with "');
  });

  test.each([
    [quotes, "", "midway", ['"']],
    [quotes, '"Yes.', "midway", []],
    [quotes, '"Yes.', "ending", ['"']],
    [angles, "<", "midway", ["<"]],
    [angles, "<<Yes>", "ending", [">"]],
    [quotes, "Yes.", "ending", []],
  ] as const)("%j: after %j, %s, proposes %j", async (spec, text, occasion, proposals) => {
    const reward = await prepared(spec);
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, occasion)).toEqual(proposals);
  });

  test("a text that begins with something else is past mending", async () => {
    const reward = await prepared(quotes);
    const bound = (text: string) =>
      reward.bound?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }));
    expect([bound(" "), bound('"Yes" and'), bound("Yes")]).toEqual([1, 1, 0]);
  });

  test("properties", { timeout: 60_000 }, async () => {
    const spec = fc
      .constantFrom([undefined, undefined], ["<<", ">>"], ["**", undefined], ["(", ")"], ["a b", "b a"])
      .map(([open, close]) => ({ type: "wrapped_in", ...(open && { open }), ...(close && { close }) }));
    const pieces = [
      '"',
      '"',
      "<",
      "<<",
      ">",
      ">>",
      "*",
      "**",
      "(",
      ")",
      "a b",
      "b a",
      " a",
      "b",
      " ",
      "\n",
      "word",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
