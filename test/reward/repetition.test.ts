import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const of = (text: string, spec: object = {}) => judge({ type: "repetition", ...spec }, text);

describe("repetition", () => {
  test.each([
    ["The dog ran. The dog ran! And the dog ran", 2 / 3, '"the dog ran" stands there 3 times, at most 2'],
    ["The dog ran. The dog ran!", 1, '"the dog ran" stands there 2 times'],
    ["The dog ran, a dog ran.", 1, "no 3 words in a row are repeated"],
    ["no no no no no", 2 / 3, '"no no no" stands there 3 times, at most 2'],
    ["1. Yes\n\n* yes\n- Yes, 2. yes", 1, "no 3 words in a row are repeated"],
    ["", 1, "no 3 words in a row are repeated"],
  ])("of %j is %d: %s", async (text, value, explain) => {
    expect(await of(text)).toMatchObject({ value, explain });
  });

  test("loops of any length are seen", async () => {
    const line = "I would like to say once more that this is the line that comes again and again.\n";
    expect((await of(line.repeat(3))).value).toBeLessThan(1);
    expect((await of("again, ".repeat(500))).measure).toBe(498);
    expect((await of("Wait.\n", { n: 1, max: 1 })).explain).toBe("no word is repeated");
  });

  test("a rule is no loop, however long it is, nor is one with words behind it", async () => {
    for (const sign of ["-", "=", " ", "."]) expect((await of(sign.repeat(4000))).value).toBe(1);
    expect((await of(`${"-".repeat(40)} the dog ran`)).value).toBe(1);
    expect((await of("1".repeat(15))).value).toBe(1);
  });

  test("pictograms are words", async () => {
    expect((await of("🌟🌁🌉 🌟🌁🌉 🌟🌁🌉")).explain).toBe('"🌟 🌁 🌉" stands there 3 times, at most 2');
  });

  test.each([
    "🌟".repeat(9),
    "**\n".repeat(9),
    "#\n\n".repeat(9),
    "1".repeat(30),
    "મારા".repeat(9),
    "hahaha hahahaha hahahahahahahaha",
  ])("%j goes on and on", async (text) => {
    expect((await of(text)).value).toBeLessThan(1);
  });

  test.each(["-".repeat(80), "1000000000000", `a${" ".repeat(40)}b`, "Mississippi bananas", "here.There"])(
    "%j does not",
    async (text) => {
      expect((await of(text)).value).toBe(1);
    },
  );

  test("what may become another word is not held against a text that goes on", async () => {
    const reward = await prepared({ type: "repetition", n: 1, max: 1 });
    const stateOf = (text: string) => reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 });
    expect(reward.bound?.(stateOf("no no"))).toBe(1);
    expect(reward.bound?.(stateOf("no no "))).toBe(0.5);
    expect(reward.judge(stateOf("no no")).value).toBe(0.5);
  });

  test("keeps the promises of a reward", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("repetition"),
        n: fc.integer({ min: 1, max: 3 }),
        max: fc.integer({ min: 1, max: 4 }),
      }),
      fc.constantFrom(
        "a ",
        " b",
        " a b",
        "A. ",
        "é",
        "e\u0301 ",
        "\n",
        "-",
        "'s",
        " ’",
        " a b a b a b",
        "…",
        "aaaaa",
        "ha",
        "ha ha ",
      ),
    );
  });
});
