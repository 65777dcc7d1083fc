import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const of = (spec: object, text: string) => judge({ type: "capital_words", ...spec }, text);

describe("capital_words", () => {
  test.each([
    ["NASA, the U.S.A. and A-1: all OK", 4],
    ["I'm sure IT is in Iowa", 2],
    ["**BOLD** (NOTE) [TODO]: “GO” #TAG WELL--DONE", 7],
    ["TOP-SECRET AND/OR Top-SECRET McDONALD", 2],
    ["5PM is not 17:00", 1],
    ["ǅ 中 123", 0],
  ])("of %j, %d words", async (text, measure) => {
    expect(await of({ min: 1 }, text)).toMatchObject({ measure });
  });

  test("I and A need not count", async () => {
    expect(await of({ min: 1, min_letters: 2 }, "A dog, I said")).toMatchObject({ value: 0, measure: 0 });
  });

  test("value falls with the distance, and says by how much", async () => {
    expect(await of({ min: 4 }, "OH NO")).toMatchObject({
      value: 0.5,
      explain: "2 words in capitals, at least 4",
    });
    expect(await of({ max: 2 }, "A B C")).toMatchObject({ value: 0.5 });
  });

  test("a word that has not ended may still become another", async () => {
    const reward = await prepared({ type: "capital_words", max: 0 });
    const bound = (text: string) =>
      reward.bound?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 }));
    expect(bound("I")).toBe(1);
    expect(bound("I t")).toBe(0);
  });

  test("what is missing at the end is proposed", async () => {
    const reward = await prepared({ type: "capital_words", min: 3, max: 3 });
    const proposed = (text: string) =>
      reward.propose?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: -1 }), "ending");
    expect(proposed("That is it.")).toEqual(["\n\nPLEASE NOTE:", " I"]);
    expect(proposed("OK, NASA it is, and")).toEqual(["\n\nIMPORTANT:"]);
    expect(proposed("A OK NASA")).toEqual([]);
  });

  test("keeps the promises of a reward", async () => {
    const few = fc.integer({ min: 1, max: 4 });
    await expectRewardProperties(
      fc
        .tuple(
          fc.oneof(
            fc.record({ min: few }),
            fc.record({ max: few }),
            few.map((n) => ({ min: n, max: n })),
          ),
          few,
        )
        .map(([limits, min_letters]) => ({ type: "capital_words", ...limits, min_letters })),
      fc.constantFrom("I", "A ", " NASA", "a", " dog", ".", "-", "'", "OK. ", "\n", "B--C", "É", ", ", "1"),
    );
  });
});
