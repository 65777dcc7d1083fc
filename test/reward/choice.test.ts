import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choice } from "../../src/reward/choice.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const answers = { type: "choice", options: ["yes", "no", "not sure", "New York"] };

describe("choice", () => {
  test.each([
    ["yes", 1, 'is "yes"'],
    [" yes\n", 1, 'is "yes"'],
    ["Yes", 0, 'is none of "yes", "no", "not sure" or "New York"'],
    ["yes.", 0, 'is none of "yes", "no", "not sure" or "New York"'],
    ["no", 1, 'is "no"'],
    ["not ", 0.5, 'may still become "not sure"'],
    ["", 0, 'may still become "yes", "no", "not sure" or "New York"'],
  ])("%j is worth %d", async (text, value, explain) => {
    expect(await judge(answers, text)).toEqual({ value, measure: null, explain });
  });

  test("capitals count unless they are to be ignored", async () => {
    expect((await judge({ ...answers, ignore_case: true }, "NEW york")).value).toBe(1);
  });

  test("no option is worth less than nothing, though small letters may be longer than capitals", async () => {
    const turkish = { type: "choice", options: ["İyi", "Kötü"], ignore_case: true };
    expect((await judge(turkish, "")).value).toBe(0);
    expect((await judge(turkish, "İyi")).value).toBe(1);
  });

  test.each([
    ["", "midway", ["yes", "no", "not sure", "New York"]],
    ["", "ending", ["no", "yes", "not sure", "New York"]],
    ["n", "ending", ["o", "ot sure"]],
    ["New ", "ending", ["York"]],
    // It may end, or become "not sure": that is the model's choice.
    ["no", "ending", []],
    ["nobody", "ending", []],
  ] as const)("after %j, %s, proposes %j", async (text, occasion, proposals) => {
    const reward = await prepared(answers);
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, occasion)).toEqual(proposals);
  });

  test("an option that is there twice is refused", async () => {
    await expect(prepared({ type: "choice", options: ["a", "b", " a "] })).rejects.toThrow(
      expect.objectContaining({ param: "/options/2", message: "must differ from the other options" }),
    );
  });

  test("claims and instruction", async () => {
    const { claims } = await prepared(answers);
    expect([claims?.forbids?.("York"), claims?.forbids?.("dog")]).toEqual([false, true]);
    expect(claims?.sizes).toEqual({ characters: { min: 2 }, words: { min: 1, max: 2 } });
    expect(
      choice.instruction?.(parseOrRefuse(choice.schema, { type: "choice", options: ["yes", "no"] })),
    ).toBe('Answer with nothing but "yes" or "no".');
  });

  test("properties", { timeout: 60_000 }, async () => {
    const options = ["no", "not", "Not sure", "İzmir", "new york", "new", "n 😀", "y"];
    const spec = fc.record({
      type: fc.constant("choice"),
      options: fc.subarray(options, { minLength: 2 }),
      ignore_case: fc.boolean(),
    });
    const pieces = [
      "",
      "",
      "n",
      "o",
      "t",
      " ",
      "\n",
      "N",
      " sure",
      "ew",
      " york",
      "y",
      "İ",
      "i",
      "\u0307",
      "zmir",
      "😀",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
