import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";

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
});
