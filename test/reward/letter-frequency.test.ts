import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const of = (spec: object, text: string) => judge({ type: "letter_frequency", ...spec }, text);

describe("letter_frequency", () => {
  test.each([
    [{ letter: "q", min: 2 }, "Quite a quiz", 1, "q: 2 times"],
    [{ letter: "q", min: 2, ignore_case: false }, "Quite a quiz", 0.5, "q: 1 time, at least 2"],
    [{ letter: "Q", min: 2 }, "Quite a quiz", 1, "q: 2 times"],
    [{ letter: ["a", "e"], max: 2 }, "A peace", 0, "a or e: 4 times, at most 2"],
    [{ letter: "#", min: 4 }, "#one #two", 0.5, '"#": 2 times, at least 4'],
    [{ letter: "😀", min: 1, max: 1 }, "😀", 1, '"😀": 1 time'],
    [{ letter: "σ", min: 2 }, "ΣΑΣ σας", 1, "σ: 4 times"],
  ])("%j of %j is worth %d: %s", async (spec, text, value, explain) => {
    expect(await of(spec, text)).toMatchObject({ value, explain });
  });

  test.each([
    ["z", "That was it.", [" Amazing", " Size", " amazing", " size"]],
    ["z", "That was", [" amazing", " size"]],
    ["!", "That was it", ["!"]],
    ["#", "That was it.", [" #"]],
    ["e", "That was it.", []],
    [["e", "#"], "That was it.", [" #"]],
  ])("%j missing from the end of %j", async (letter, text, expected) => {
    const reward = await prepared({ type: "letter_frequency", letter, min: 9 });
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 });
    expect(reward.propose?.(state, "ending")).toEqual(expected);
    expect(reward.propose?.(state, "midway")).toEqual([]);
  });

  test.each([
    [{ letter: "ab", min: 1 }, "/letter"],
    [{ letter: [], min: 1 }, "/letter"],
    [{ letter: "a" }, ""],
    [{ letter: "a", min: 2, max: 1 }, "/max"],
  ])("%j is refused, with the field at fault", async (spec, param) => {
    await expect(prepared({ type: "letter_frequency", ...spec })).rejects.toMatchObject({ param });
  });

  test("keeps the promises of a reward", async () => {
    const few = fc.integer({ min: 1, max: 5 });
    const limits = fc.oneof(
      fc.record({ min: few }),
      fc.record({ max: few }),
      few.map((n) => ({ min: n, max: n })),
    );
    const letter = fc.constantFrom("a", "J", "z", "#", "!", "7", "😀", ["q", "x"], ["e", "b"], "σ");
    await expectRewardProperties(
      fc
        .tuple(limits, letter, fc.boolean())
        .map(([limit, letter, ignore_case]) => ({ type: "letter_frequency", ...limit, letter, ignore_case })),
      fc.constantFrom("a", "just", " Jazz.", "Q", "#", "! ", "7", "😀", "beΣ", "\n", " ", "ς", "(", "x"),
    );
  });
});
