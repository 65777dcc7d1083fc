import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/decode/decision.ts";
import { judgeText, type Piece } from "../../src/reward/reward.ts";
import { prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

function deciding(...margins: number[]): Piece {
  const decisions: Decision[] = margins.map((margin) => ({ chosen: "happy", rival: "sad", margin }));
  return { text: "…", tokens: 1, logProbability: -1, decisions };
}

async function judgement(min: number, text: Piece) {
  return judgeText(await prepared({ type: "margin", min }), text);
}

describe("margin", () => {
  test.each([
    ["as wide as wanted", 1, [1], 1],
    ["wider", 1, [5, 3], 1],
    ["thinner by a nat", 1.5, [0.5], Math.exp(-1)],
    ["the thinnest counts", 1, [7, -1, 7], Math.exp(-2)],
    ["none", 1, [], 1],
  ])("%s", async (_, min, margins, value) => {
    expect((await judgement(min, deciding(...margins))).value).toBeCloseTo(value, 12);
  });

  test("says what was decided, by how much", async () => {
    expect(await judgement(1, deciding(3, 0.25))).toMatchObject({
      measure: 0.25,
      explain: '"happy" over "sad" by 0.25 nats, at least 1 is wanted',
    });
    expect((await judgement(1, deciding())).explain).toBe("nothing was chosen from a list");
  });

  test("what the model did not write was not decided by it", async () => {
    const text = { text: "happy", tokens: 1, logProbability: null };
    expect(await judgement(0, text)).toMatchObject({
      value: 0,
      explain: "the model did not write this text",
    });
  });

  test("an answer with a thin margin may still end", async () => {
    const reward = await prepared({ type: "margin" });
    expect(reward.mayEnd?.(reward.advance(reward.begin(), deciding(0)))).toBe(true);
  });

  test("keeps what every reward promises", async () => {
    await expectRewardProperties(
      fc.record({ type: fc.constant("margin"), min: fc.double({ min: 0, max: 20, noNaN: true }) }),
      fc.constantFrom("happy", " sad"),
    );
  });
});
