import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerLimits, refuseContradictions } from "../../src/reward/contradictions.ts";
import type { Claims } from "../../src/reward/reward.ts";
import { prepared } from "./judge.ts";

const roomy: AnswerLimits = { maxTokens: 4096, stop: [] };
const forbidding = (...words: string[]): Claims => ({
  forbids: (text) => words.some((word) => text.includes(word)),
});

function refusalOf(claims: readonly Claims[], limits: Partial<AnswerLimits> = {}) {
  const rewards = claims.map((each) => ({ enforce: "hard" as const, claims: each }));
  try {
    refuseContradictions(rewards, { ...roomy, ...limits });
  } catch (error) {
    const { code, param, message } = error as { code: string; param: string; message: string };
    return { code, param, message };
  }
  return null;
}

describe("what two hard rewards contradict each other about", () => {
  test.each<[string, Claims, Claims, string]>([
    [
      "a size",
      { sizes: { words: { min: 50 } } },
      { sizes: { words: { max: 20 } } },
      "at least 50 and at most 20 words",
    ],
    [
      "a size, the other way round",
      { sizes: { sentences: { max: 2 }, words: { max: 5 } } },
      { sizes: { characters: { min: 3 }, sentences: { min: 3, max: 9 } } },
      "at least 3 and at most 2 sentences",
    ],
    ["one shape", { shape: "json" }, { shape: "json" }, "two of json for one text"],
    [
      "shapes",
      { shape: "choice" },
      { shape: "json_schema" },
      "the text cannot be both choice and json schema",
    ],
    [
      "a word",
      { requires: [["sea"], ["dog"]] },
      forbidding("dog", "cat"),
      '/rewards/0 needs "dog", which must not stand there',
    ],
    [
      "a word, the other way round",
      forbidding("dog"),
      { requires: [["dog", "dogs"]] },
      '/rewards/1 needs "dog" or "dogs", which must not stand there',
    ],
    [
      "characters that a text takes",
      { requires: [["frisbee", "frisbees"]] },
      { sizes: { characters: { max: 6 } } },
      '"frisbee" or "frisbees" does not fit into 6 characters',
    ],
    [
      "words that a text takes",
      { sizes: { words: { min: 1, max: 2 } } },
      { requires: [["once – upon a"]] },
      '"once – upon a" does not fit into 2 words',
    ],
    [
      "any word at all",
      { requires: [["dog"]] },
      { sizes: { words: { max: 0 } } },
      '"dog" does not fit into 0 words',
    ],
    [
      "a text too long to be quoted",
      { requires: [["ab".repeat(500)]] },
      { sizes: { characters: { max: 999 } } },
      `"${"ab".repeat(20)}…" does not fit into 999 characters`,
    ],
    [
      "a word of many forms",
      { requires: [["go", "goes", "going", "gone", "went"]] },
      forbidding("go", "went"),
      '/rewards/0 needs "go", "goes", "going" or another form, which must not stand there',
    ],
  ])("%s", (_, first, second, reason) => {
    expect(refusalOf([first, second])).toEqual({
      code: "invalid_request",
      param: "/rewards/1",
      message: `/rewards/0 and /rewards/1 contradict each other: ${reason}`,
    });
  });
});

describe("what no text is too odd for", () => {
  test.each<[string, Claims, Claims]>([
    ["limits that meet", { sizes: { words: { min: 20 } } }, { sizes: { words: { max: 20 } } }],
    ["limits of different units", { sizes: { words: { min: 50 } } }, { sizes: { sentences: { max: 2 } } }],
    ["one form that is left", { requires: [["dog", "hound"]] }, forbidding("dog")],
    ["one form that fits", { requires: [["frisbee", "disc"]] }, { sizes: { characters: { max: 4 } } }],
    ["characters as people see them", { requires: [["👩‍👩‍👧‍👦é"]] }, { sizes: { characters: { max: 2 } } }],
    ["one shape", { shape: "json" }, { sizes: { words: { max: 3 } } }],
    ["a list without forms", { requires: [[]] }, { forbids: () => true, sizes: { characters: { max: 0 } } }],
    ["no claims", {}, {}],
    ["names that every object has", { sizes: { constructor: { min: 3 } } }, { sizes: { words: { max: 1 } } }],
  ])("%s", (_, first, second) => {
    expect(refusalOf([first, second])).toBeNull();
  });

  test("soft rewards, and those that claim nothing", () => {
    const [long, short] = [{ sizes: { words: { min: 50 } } }, { sizes: { words: { max: 20 } } }];
    const rewards = [
      { enforce: "hard" as const, claims: long },
      { enforce: "soft" as const, claims: short },
      { enforce: "hard" as const },
    ];
    expect(() => refuseContradictions(rewards, roomy)).not.toThrow();
  });
});

test("several fields may close the last way out together", () => {
  const wanted: Claims = { requires: [["dog", "hound", "puppy"]] };
  expect(refusalOf([forbidding("dog"), wanted, {}, forbidding("hound")])).toBeNull();
  expect(refusalOf([forbidding("dog"), wanted, {}, forbidding("hound", "puppy")])).toEqual({
    code: "invalid_request",
    param: "/rewards/3",
    message:
      '/rewards/0, /rewards/1 and /rewards/3 contradict one another: /rewards/1 needs "dog", "hound" or "puppy", which must not stand there',
  });
});

describe("the request's own limits", () => {
  test.each<[string, Claims, Partial<AnswerLimits>, string]>([
    [
      "/max_tokens",
      { sizes: { tokens: { min: 200 } } },
      { maxTokens: 128 },
      "at least 200 and at most 128 tokens",
    ],
    [
      "/stop/1",
      { requires: [["the end."]] },
      { stop: ["###", "."] },
      '/rewards/0 needs "the end.", which must not stand there',
    ],
    [
      "/stop/0",
      { sizes: { paragraphs: { min: 2 } } },
      { stop: ["\n"] },
      "at least 2 and at most 1 paragraphs",
    ],
  ])("%s", (pointer, claims, limits, reason) => {
    expect(refusalOf([claims], limits)).toEqual({
      code: "invalid_request",
      param: "/rewards/0",
      message: `${pointer} and /rewards/0 contradict each other: ${reason}`,
    });
  });

  test.each<[string, Claims, Partial<AnswerLimits>]>([
    ["as many tokens as there may be", { sizes: { tokens: { min: 128 } } }, { maxTokens: 128 }],
    ["a stop string that stands in one form only", { requires: [["a.m.", "am"]] }, { stop: ["."] }],
    ["a stop string that is longer", { requires: [["end"]] }, { stop: ["endless"] }],
    ["a stop string in other letters", { requires: [["the user says"]] }, { stop: ["User"] }],
    ["one paragraph on one line", { sizes: { paragraphs: { min: 1 } } }, { stop: ["\n"] }],
    ["white space between paragraphs", { sizes: { paragraphs: { min: 2 } } }, { stop: ["\n\n"] }],
  ])("leave room for %s", (_, claims, limits) => {
    expect(refusalOf([claims], limits)).toBeNull();
  });
});

test("rewards that some text satisfies are never refused", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", ".", "\n"), maxLength: 12 });
  const slack = fc.option(fc.nat(2));
  const ask = fc.record({
    part: fc.tuple(fc.nat(12), fc.nat(12)),
    otherForm: text,
    unwanted: text,
    words: fc.tuple(slack, slack),
    characters: fc.tuple(slack, slack),
  });
  const within = (size: number, [below, above]: [number | null, number | null]) => ({
    ...(below !== null && { min: Math.max(0, size - below) }),
    ...(above !== null && { max: size + above }),
  });
  fc.assert(
    fc.property(text, fc.array(ask, { maxLength: 3 }), (whole, asks) => {
      const words = whole.split(/\s+/u).filter((part) => /[abc]/.test(part)).length;
      const claims = asks.map((each) => ({
        requires: [[each.otherForm, whole.slice(...each.part)]],
        ...(whole.includes(each.unwanted) ? {} : forbidding(each.unwanted)),
        sizes: { words: within(words, each.words), characters: within(whole.length, each.characters) },
      }));
      expect(refusalOf(claims)).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

describe("rewards that cannot hold together, as people send them", () => {
  const named = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
  const json = { type: "json_schema", schema: named, enforce: "hard" };

  async function refusalOfRequest(specs: object[], stop: string[] = []) {
    const rewards = await Promise.all(
      specs.map(async (spec) => ({ enforce: "hard" as const, ...(await prepared(spec)) })),
    );
    try {
      refuseContradictions(rewards, { ...roomy, stop });
    } catch (error) {
      return (error as Error).message;
    }
    return null;
  }

  test.each([
    [[json, { type: "starts_with", text: "Dear" }], [], "the text cannot begin with"],
    [[{ type: "json" }, { type: "starts_with", text: "[" }], [], "the text cannot begin with"],
    [[json], ['"'], '/rewards/0 needs """'],
    [[{ type: "json", root: "array" }], ["]"], "/rewards/0 needs"],
    [[json, { type: "characters", forbid: [":"] }], [], "/rewards/0 needs"],
  ])("%j, stop %j", async (specs, stop, reason) => {
    const message = await refusalOfRequest(specs, stop);
    expect(message?.replaceAll('\\"', '"')).toContain(reason);
  });

  test.each([
    [[json, { type: "starts_with", text: '{"name"' }], []],
    [
      [
        { type: "json", root: "any" },
        { type: "starts_with", text: "Dear" },
      ],
      [],
    ],
    [[{ type: "json" }], ['"']],
    [
      [
        { type: "keywords", include: ["Polish"] },
        { type: "phrases", exclude: ["polish"], case_sensitive: true },
      ],
      [],
    ],
    [
      [
        { type: "keywords", include: ["don't"] },
        { type: "phrases", exclude: ["'"] },
      ],
      [],
    ],
    [[{ type: "keywords", include: ["Human"] }], ["human"]],
    [[{ type: "json", root: "any" }], ["}"]],
    [[json], ["\n"]],
  ])("but these can: %j, stop %j", async (specs, stop) => {
    expect(await refusalOfRequest(specs, stop)).toBeNull();
  });
});
