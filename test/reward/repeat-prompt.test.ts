import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const spec = { type: "repeat_prompt" };

describe("repeat_prompt", () => {
  test.each([
    ["Why is the sea salty? Because of rivers.", 1, "repeats all and answers"],
    [" why is the Sea salty?\nRivers", 1, "repeats all and answers"],
    ["Why is the sea salty?", 21 / 22, "repeats all, but no answer follows"],
    ["Why is the sea salty? .", 21 / 22, "repeats all, but no answer follows"],
    ["Why is the sea wet? Rivers.", 15 / 22, "repeats 15 of 21 characters"],
    ["", 0, "repeats 0 of 21 characters"],
  ])("%j is worth %d: %s", async (text, value, explain) => {
    expect(await judge(spec, text)).toMatchObject({ value, explain });
  });

  test("another text may be given", async () => {
    expect((await judge({ ...spec, text: "Say hi." }, "Say hi. Hi!")).value).toBe(1);
  });

  test.each([
    ["", ["Why is the sea salty?"]],
    ["Why is the sea s", ["alty?"]],
    ["Why is the sea salty?", ["\n\n"]],
    ["Why is the sea salty? ", []],
    ["Why not", []],
  ])("after %j proposes %j", async (text, proposals) => {
    const reward = await prepared(spec);
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, "ending")).toEqual(proposals);
  });

  test("properties", { timeout: 60_000 }, async () => {
    const texts = fc.record({
      type: fc.constant("repeat_prompt"),
      text: fc.constantFrom("Say hi.", "a b a", "İ i?", "¿Que?"),
    });
    const pieces = [
      "",
      "",
      "Say",
      " hi",
      ".",
      "a ",
      "b ",
      "a",
      "İ",
      " i?",
      "i",
      "\u0307",
      "¿",
      "que?",
      " ",
      "\n",
      "hi",
    ];
    await expectRewardProperties(texts, fc.constantFrom(...pieces));
  });
});
