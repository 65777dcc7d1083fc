import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string) => (await judge({ type: "phrases", ...spec }, text)).value;

describe("phrases", () => {
  test.each([
    [{ include: ["P.S."] }, "Bye. P.S. Hi", 1],
    [{ include: ["P.S."] }, "p.s. Hi", 1],
    [{ include: ["P.S."], case_sensitive: true }, "p.s. Hi", 0],
    [{ include: ["cat"] }, "concatenated", 1],
    [{ include: ["a  b"] }, "a b", 0],
    [{ include: ["P.S.", "* * *"], exclude: ["as an AI"] }, "P.S. As an AI I", 1 / 3],
  ])("%j: %j is worth %d", async (spec, text, expected) => {
    expect(await value(spec, text)).toBeCloseTo(expected);
  });

  test("proposes what is missing, at once what has begun", async () => {
    const reward = await prepared({
      type: "phrases",
      include: ["P.S.", "Yours truly,"],
      case_sensitive: true,
    });
    const proposals = (text: string) =>
      reward.propose?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }), "ending");
    expect(proposals("Bye.")).toEqual([" P.S.", " Yours truly,"]);
    expect(proposals("P.S. Yours")).toEqual([" truly,", " Yours truly,"]);
  });

  test("what must not be there is past mending at its last letter", async () => {
    const reward = await prepared({ type: "phrases", exclude: ["as an AI"] });
    const bound = (text: string) =>
      reward.bound?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }));
    expect([bound("As an A"), bound("As an AI")]).toEqual([1, 0]);
  });

  test("what lies in a phrase to include cannot be excluded", async () => {
    const spec = { type: "phrases", include: ["Yours truly"], exclude: ["cat", "our"] };
    await expect(prepared(spec)).rejects.toThrow(
      expect.objectContaining({
        param: "/exclude/1",
        message: 'stands in "Yours truly", which is to be included',
      }),
    );
  });

  test("claims only what is whole wherever the phrase stands", async () => {
    const { claims } = await prepared({ type: "phrases", include: ["the cat sat", "dog"], exclude: ["?!"] });
    expect(claims?.requires).toEqual([["cat"]]);
    expect(claims?.forbids?.("What?!")).toBe(true);
  });

  test("properties", { timeout: 60_000 }, async () => {
    const spec = fc
      .record({
        type: fc.constant("phrases"),
        include: fc.subarray(["a b", "ab ", "Ba", "İ", "ς.", "P.S.", "b b b"]),
        exclude: fc.subarray(["bb", "!\n", "😀", "A b a b"]),
        case_sensitive: fc.boolean(),
      })
      .filter(({ include, exclude }) => include.length + exclude.length > 0);
    const pieces = [
      "a",
      "b",
      " ",
      "A",
      "B",
      "İ",
      "i",
      "\u0307",
      "Σ",
      "ς",
      ".",
      "P",
      "s.",
      "!",
      "\n",
      "😀",
      "a b",
    ];
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
