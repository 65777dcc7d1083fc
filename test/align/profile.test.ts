import { describe, expect, test } from "vitest";
import { alignOn, alignTiny, textOf } from "../support/align-tiny.ts";
import { tinyModelWith, waveHead } from "../support/tiny-heads.ts";

const harmful = [waveHead("harmful_prompt", 1, { reads: "prompt", bias: 50 })];

describe("a profile", () => {
  test("puts its rewards beside those of the request, and their scores behind them", async () => {
    const { choices } = await alignTiny({
      profile: "brand-voice",
      rewards: [{ type: "length", unit: "words", max: 5 }],
    });
    expect(choices[0]?.reward.scores.map(({ name }) => name)).toEqual([
      "length",
      "brand-voice/profanity",
      "brand-voice/sentiment",
      "brand-voice/readability",
      "brand-voice/repetition",
    ]);
  });

  test("safe refuses what is harmful", async () => {
    const model = await tinyModelWith(harmful);
    expect(textOf(await alignOn(model, { profile: "safe", max_tokens: 100 }))).toMatch(/I can't help/u);
  });

  test("is what a diagnosis of its rewards points to", async () => {
    const { diagnosis = [] } = await alignTiny({ profile: "brand-voice", search: { strategy: "greedy" } });
    expect(diagnosis.length).toBeGreaterThan(0);
    for (const entry of diagnosis) {
      expect(entry.reward).toBe("/profile");
      expect(JSON.stringify(entry)).not.toContain("/rewards/");
    }
  });

  test("that cannot be kept to is refused, and pointed to", async () => {
    await expect(alignTiny({ profile: "safe" })).rejects.toMatchObject({
      code: "invalid_request",
      param: "/profile",
    });
    await expect(
      alignTiny({ profile: "brand-voice", rewards: [{ type: "regex", pattern: "(" }] }),
    ).rejects.toMatchObject({ param: "/rewards/0/pattern" });
    await expect(alignTiny({ profile: "no-such" })).rejects.toMatchObject({ param: "/profile" });
  });
});
