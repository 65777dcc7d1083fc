import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { order } from "../../src/reward/order.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string) => (await judge({ type: "order", ...spec }, text)).value;
const guidance = async (spec: object, text: string) => {
  const reward = await prepared({ type: "order", ...spec });
  const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
  return { bound: reward.bound?.(state), proposals: reward.propose?.(state, "ending") };
};

describe("order", () => {
  test.each([
    ["Dogs? A dog, then a cat.", 1],
    ["A dog.", 1],
    ["Nothing.", 1],
    ["A cat.", 0],
    ["A cat and a dog.", 0],
    ["A catalogue, a dog, a cat.", 1],
  ])("dog before cat: %j is worth %d", async (text, expected) => {
    expect(await value({ before: [["dog", "cat"]] }, text)).toBe(expected);
  });

  test.each([
    ["A dog, then a cat.", 1],
    ["A dog.", 1],
    ["Nothing.", 0.5],
    ["A cat and a dog.", 0],
  ])("no cat until a dog: %j is worth %d", async (text, expected) => {
    expect(await value({ until: [{ absent: "cat", until: "dog" }] }, text)).toBe(expected);
  });

  test.each([
    ["First this, then that, finally more.", 1],
    ["Finally! First this, then that, finally more.", 1],
    ["Then this, first that.", 1 / 3],
    ["First this, then that.", 2 / 3],
  ])("a sequence: %j is worth %d", async (text, expected) => {
    expect(await value({ sequence: ["first", ["then", "next"], "finally"] }, text)).toBe(expected);
  });

  test("events of a sequence do not share words", async () => {
    expect(await value({ sequence: ["New York", "York"] }, "New York")).toBe(0.5);
    expect(await value({ sequence: ["a", "a"] }, "a, a")).toBe(1);
  });

  test("what comes before its time is past mending once it is closed", async () => {
    const spec = { before: [["dog", "cat"]] };
    expect((await guidance(spec, "a cat")).bound).toBe(1);
    expect((await guidance(spec, "a cat ")).bound).toBe(0);
    expect((await guidance(spec, "a dog, a cat ")).bound).toBe(1);
  });

  test("proposes what comes next, and before it what has to come first", async () => {
    const spec = { sequence: ["cat", "bird"], before: [["dog", "cat"]] };
    expect((await guidance(spec, "There was")).proposals).toEqual([" dog"]);
    expect((await guidance(spec, "There was a dog")).proposals).toEqual([" cat"]);
    expect((await guidance(spec, "There was a dog, a cat, a bi")).proposals).toEqual([" bird", "rd"]);
  });

  test("says what is out of order and what is missing", async () => {
    const spec = { type: "order", before: [["dog", "cat"]], sequence: ["cat", "New York"] };
    expect((await judge(spec, "a cat")).explain).toBe(
      '0 of 2 rules hold; cat comes before dog; still to come: "New York"',
    );
    expect(order.instruction?.(parseOrRefuse(order.schema, spec))).toBe(
      'Mention, in this order, cat and "New York". Mention dog before any cat.',
    );
  });

  test.each([
    [{}, "", "needs before, sequence or until"],
    [{ before: [["dog", "Dog"]] }, "/before/0", "must name two different events"],
    [
      {
        before: [
          ["a", "b"],
          ["b", "a"],
        ],
        sequence: ["a", "c"],
      },
      "/before",
      "by these rules a would have to come before itself",
    ],
  ])("refuses %j", async (spec, param, message) => {
    await expect(prepared({ type: "order", ...spec })).rejects.toThrow(
      expect.objectContaining({ param, message }),
    );
  });

  test("properties", { timeout: 60_000 }, async () => {
    const event = fc.constantFrom("cat", "dog", ["hot dog", "cats"], "ice cream", "cream", "Σας", "é");
    const pair = fc.tuple(event, event).filter(([one, other]) => one !== other);
    const spec = fc
      .record({
        type: fc.constant("order"),
        before: fc.array(pair, { maxLength: 1 }),
        sequence: fc.array(event, { maxLength: 3 }),
        until: fc
          .array(pair, { maxLength: 1 })
          .map((pairs) => pairs.map(([absent, until]) => ({ absent, until }))),
      })
      .filter(({ before, sequence, until }) => before.length + sequence.length + until.length > 0)
      .filter(({ before: [before], until: [until] }) => !until || before?.[0] !== until.absent);
    const pieces = [
      "cat",
      "dog",
      "hot",
      "cats",
      "ice",
      "cream",
      "ΣΑΣ",
      "e",
      "\u0301",
      "s",
      " ",
      " ",
      " ",
      ".",
      "\n",
      " dog",
      " cat",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
