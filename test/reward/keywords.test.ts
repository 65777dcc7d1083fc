import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keywords } from "../../src/reward/keywords.ts";
import { parseOrRefuse } from "../../src/spec/parse.ts";
import { judge, prepared } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string) => (await judge({ type: "keywords", ...spec }, text)).value;

describe("keywords", () => {
  test.each([
    ["A Dog barks.", 1],
    ["the dog's bone", 1],
    ["hot-dog", 1],
    ["dogs", 0],
    ["hotdog", 0],
    ["dog_house", 0],
    ["", 0],
  ])("%j holds the whole word dog: %d", async (text, expected) => {
    expect(await value({ include: ["dog"] }, text)).toBe(expected);
  });

  test("counts the share of what is met", async () => {
    expect(await value({ include: ["dog", "cat"], exclude: ["bird", "fish"] }, "a dog and a fish")).toBe(0.5);
  });

  test("accepts any of an item's forms", async () => {
    expect(await value({ include: [["stand", "stood"]] }, "He stood.")).toBe(1);
  });

  test("knows inflections only with match lemma", async () => {
    for (const [word, text] of [
      ["ride", "He was riding."],
      ["stand", "It stood there."],
      ["child", "two children"],
      ["running", "She ran."],
      ["happy", "the happiest day"],
      ["close", "She closed the door."],
      ["dry", "drying hair"],
    ] as const) {
      expect(await value({ include: [word], match: "lemma" }, text), text).toBe(1);
      expect(await value({ include: [word] }, text), text).toBe(0);
    }
  });

  test("takes no word for an inflection of another that only looks like it", async () => {
    for (const [word, text] of [
      ["ride", "the rider"],
      ["his", "Hi!"],
      ["as", "a test"],
      ["this", "thi"],
      ["wood", "a magic wand"],
      ["evening", "even now"],
      ["seed", "I saw"],
      ["cares", "caress"],
      ["new", "the news"],
      ["shoes", "it shone"],
    ] as const) {
      expect(await value({ include: [word], match: "lemma" }, text), `${word}: ${text}`).toBe(0);
    }
    expect(await value({ exclude: ["as"], match: "lemma" }, "This is a test.")).toBe(1);
  });

  test("a phrase and a word with symbols count as they stand", async () => {
    expect(await value({ include: ["New York", "C++"], match: "lemma" }, "C++ in new york")).toBe(1);
    expect(await value({ include: ["New York"] }, "new yorker")).toBe(0);
  });

  test("where words have no spaces between them, every boundary is one between words", async () => {
    expect(await value({ exclude: ["毒"] }, "毒を飲む")).toBe(0);
    expect(await value({ include: ["苹果"] }, "我喜欢吃苹果。")).toBe(1);
    expect(await value({ include: ["พระ"] }, "วัดพระแก้ว")).toBe(1);
    expect(await value({ include: ["사과"] }, "사과나무")).toBe(0);
    expect(await value({ include: ["cat"] }, "猫cat犬")).toBe(1);
  });

  test("letters count the same however they are composed", async () => {
    expect(await value({ include: ["café"] }, "cafe\u0301")).toBe(1);
  });

  test("asks for at least and at most so many", async () => {
    expect(await value({ include: ["dog"], min_count: 4 }, "dog dog")).toBe(0.5);
    expect(await value({ include: ["dog"], max_count: 1 }, "dog dog")).toBe(0.5);
    expect(await value({ include: ["dog"], min_count: 2, max_count: 2 }, "dog, dog")).toBe(1);
  });

  test("forms of an item that overlap count once", async () => {
    expect(await value({ include: [["ice cream", "cream"]], max_count: 1 }, "I like ice cream.")).toBe(1);
    expect(await value({ include: [["New York", "York"]], min_count: 2 }, "New York")).toBe(0.5);
  });

  test("spaces and apostrophes are alike", async () => {
    expect(await value({ include: ["new york", "don't"] }, "New\nYork? Don’t!")).toBe(1);
  });

  test("says what is not met", async () => {
    const { explain } = await judge(
      { type: "keywords", include: ["dog", "cat"], exclude: ["fish"] },
      "dog fish",
    );
    expect(explain).toBe("1 of 3; cat is missing; fish must not stand there");
  });

  test("an item may have counts of its own", async () => {
    const include = ["dog", { forms: ["the"], min: 0, max: 2 }, { forms: ["cat", "cats"], min: 2 }];
    expect(await value({ include }, "dog, cat, cats")).toBe(1);
    expect(await value({ include }, "the the the dog, cat, cats")).toBeCloseTo(8 / 9);
    await expect(prepared({ type: "keywords", include: [{ forms: ["a"], min: 3, max: 2 }] })).rejects.toThrow(
      expect.objectContaining({ param: "/include/0/max", message: "must not be below min" }),
    );
  });

  test("counts inside other words where whole words are not asked for", async () => {
    expect(await value({ include: ["cat"], whole_words: false }, "concatenated")).toBe(1);
    expect(await value({ exclude: ["cat"], whole_words: false }, "Catalogues")).toBe(0);
  });

  test.each([
    [{ include: ["hot dog"], exclude: ["dog"] }, "/exclude/0"],
    [{ include: ["cat"], exclude: ["cats"], match: "lemma" }, "/exclude/0"],
    [{ exclude: ["dog"], max_count: 2 }, "/max_count"],
    [{ exclude: ["dog"], min_count: 2 }, "/min_count"],
    [
      {
        include: [
          { forms: ["the dog", "the cat"], min: 3 },
          { forms: ["the"], max: 2 },
        ],
      },
      "/include/1",
    ],
  ])("refuses what no text can be, and what would say nothing: %j", async (spec, param) => {
    await expect(prepared({ type: "keywords", ...spec })).rejects.toThrow(expect.objectContaining({ param }));
  });

  test.each([
    ["", "Frisbee"],
    ["He threw the", " frisbee"],
    ["He threw the ", "frisbee"],
    ["He threw the fris", "bee"],
    ["He threw it.", " Frisbee"],
    ["He threw (", "frisbee"],
    ['"', "Frisbee"],
  ])("after %j proposes %j first", async (text, proposal) => {
    const reward = await prepared({ type: "keywords", include: ["frisbee"] });
    const state = reward.advance(reward.begin(), { text, tokens: 1, logProbability: null });
    expect(reward.propose?.(state, "midway")[0]).toBe(proposal);
  });

  test("proposes in turn what is missing, and nothing that would break the rest", async () => {
    const reward = await prepared({
      type: "keywords",
      include: ["dog", ["ball", "balls"], "cat"],
      exclude: ["hot dog"],
    });
    const proposals = (text: string) =>
      reward.propose?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }), "ending");
    expect(proposals("A cat")).toEqual([" dog", " ball", " balls"]);
    expect(proposals("A cat is hot")).toEqual([" ball", " balls"]);
    expect(proposals("A cat, a ball and a dog")).toEqual([]);
  });

  test("a forbidden word is past mending once it is closed", async () => {
    const reward = await prepared({ type: "keywords", exclude: ["cat"] });
    const bound = (text: string) =>
      reward.bound?.(reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }));
    expect([bound("a cat"), bound("a catalogue"), bound("a cat.")]).toEqual([1, 1, 0]);
  });

  test("claims what other rewards may contradict", async () => {
    const { claims } = await prepared({ type: "keywords", include: ["New York", "a"], exclude: ["dog"] });
    expect(claims?.requires).toEqual([["new york"], ["a"]]);
    expect(claims?.sizes).toEqual({ characters: { min: 8 }, words: { min: 2 } });
    expect([claims?.forbids?.("A Dog."), claims?.forbids?.("dogs")]).toEqual([true, false]);
  });

  test("asks the model for it in words", () => {
    const instruction = (spec: object) =>
      keywords.instruction?.(parseOrRefuse(keywords.schema, { type: "keywords", ...spec }));
    expect(instruction({ include: ["dog", ["frisbee", "disc"]] })).toBe("Use the words dog and frisbee.");
    expect(
      instruction({ include: ["New York", { forms: ["a"], min: 2, max: 3 }], exclude: ["cat", "C++"] }),
    ).toBe(
      'Use the words "New York" and a (at least 2 times, at most 3 times). Do not use the words cat or "C++".',
    );
  });

  const pieces = [
    ...["cat", "s", " ", " ", ".", "hot", " dog", "fris", "bee", "cafe", "\u0301", "ice", " cream", " truck"],
    ...[
      "a",
      "=",
      "b",
      "\u0338",
      "İ",
      "ΣΑΣ",
      "😀",
      "\n",
      "’",
      " cat",
      " frisbee",
      " café",
      " ice",
      " hot dog",
    ],
  ];
  const specs = (match: string, include: unknown[], exclude: unknown[]) =>
    fc
      .record({
        type: fc.constant("keywords"),
        include: fc.subarray(include),
        exclude: fc.subarray(exclude),
        match: fc.constant(match),
        min_count: fc.integer({ min: 1, max: 2 }),
      })
      .filter(({ include, exclude }) => include.length + exclude.length > 0)
      .map((spec) => (spec.include.length > 0 ? spec : { ...spec, min_count: 1 }));

  const included = [
    ...["cat", "hot dog", "frisbee", "café", ["ice cream truck", "ice", "cream"]],
    ...[
      { forms: ["hot", "Σας"], min: 2, max: 3 },
      { forms: ["a", "a = b"], min: 0, max: 2 },
    ],
  ];

  const parts = specs("exact", [...included, "é"], ["cats", "=", "eb", "b\u0338"]);

  test("properties", { timeout: 60_000 }, async () => {
    const spec = fc.oneof(
      specs("exact", included, ["cats", ["bee", "bees"], "hot cat", "=", "İ"]),
      specs("lemma", included, [["bee", "bees"], "hot cat", "=", "creamy"]),
      parts.map((spec) => ({ ...spec, whole_words: false })),
    );
    await expectRewardProperties(spec, fc.constantFrom(...pieces));
  });
});
