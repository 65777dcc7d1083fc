import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeText } from "../../src/reward/reward.ts";
import { prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

/** The greedy answer has five tokens of -1 nat each. */
async function judgement(delta: number, tokens: number, logProbability: number | null) {
  const reward = await prepared({ type: "likelihood_floor", delta });
  return judgeText(reward, { text: "whatever", tokens, logProbability });
}

describe("likelihood_floor", () => {
  test.each([
    ["likelier than the greedy answer", 0, -2, 1],
    ["as likely", 0, -4, 1],
    ["on the floor", 0.5, -6, 1],
    ["a nat a token below it", 0.5, -10, Math.exp(-1)],
    ["far below it", 0.5, -46, Math.exp(-10)],
  ])("a text of four tokens %s", async (_, delta, logProbability, value) => {
    expect((await judgement(delta, 4, logProbability)).value).toBeCloseTo(value, 12);
  });

  test("says how likely it is", async () => {
    expect(await judgement(0.5, 4, -10)).toMatchObject({
      measure: -2.5,
      explain: "-2.50 nats a token, at least -1.50 is wanted",
    });
    expect(await judgement(0.5, 4, -4)).toMatchObject({ measure: -1, explain: "-1.00 nats a token" });
  });

  test("says that a text was not written by the model, or not at all", async () => {
    expect(await judgement(1, 4, null)).toEqual({
      value: 0,
      measure: null,
      explain: "the model did not write this text",
    });
    expect(await judgement(1, 0, 0)).toMatchObject({ value: 0, explain: "nothing is written" });
  });

  test("asks for the greedy answer only to judge", async () => {
    const reward = await prepared(
      { type: "likelihood_floor" },
      {
        greedy() {
          throw new Error("too early");
        },
      },
    );
    const state = reward.advance(reward.begin(), { text: "a", tokens: 1, logProbability: -1 });
    expect(() => reward.judge(state)).toThrow("too early");
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("likelihood_floor"),
        delta: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
      fc.constantFrom("The sea", " is", " salty."),
    );
  });
});
