import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, type PatternMode } from "../../src/reward/pattern/pattern.ts";
import type { Occasion } from "../../src/reward/reward.ts";
import { fold } from "../../src/reward/text/words.ts";
import { judge, prepared } from "./judge.ts";
import { characters, patterns } from "./pattern/pattern-arbitrary.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string) => (await judge({ type: "regex", ...spec }, text)).value;

function isSatisfiable(source: string, mode: PatternMode): boolean {
  const pattern = compilePattern(source, { mode });
  return pattern.isAlive(pattern.start);
}

async function proposals(spec: object, text: string, occasion: Occasion) {
  const reward = await prepared({ type: "regex", ...spec });
  return reward.propose?.(
    reward.advance(reward.begin(), { text, tokens: 1, logProbability: null }),
    occasion,
  );
}

describe("regex", () => {
  test.each([
    ["search", "b+", "abc", 1, "found"],
    ["search", "cats", "a ca", 0.5, 'not found; it would be with "ts" appended'],
    ["search", "^[A-Z]", "the", 0, "not found, and from character 1 on no continuation has a match"],
    ["full", "[a-c]+", "abc", 1, "the whole text matches"],
    ["full", "\\d{3}-\\d{4}", "555-12", 0.75, 'the whole text does not match; it would with "11" appended'],
    ["full", "b+", "bbéb", 0, "the whole text does not match: no match begins like it, up to character 3"],
    ["absent", "x", "abc", 1, "absent"],
    ["absent", "b+", "abc", 0, "found, up to character 2"],
    ["absent", "\\.$", "So.", 0, 'found; it would not be with "a" appended'],
  ])("%s %s: %j is worth %d", async (mode, pattern, text, value, explain) => {
    expect(await judge({ type: "regex", pattern, mode }, text)).toEqual({ value, measure: null, explain });
  });

  // With backtracking this would take longer than the universe has existed.
  test("nested quantifiers take linear time", async () => {
    expect(await value({ pattern: "(x+x+)+y" }, "x".repeat(20_000))).toBeLessThan(1);
    expect(await value({ pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" }, "a".repeat(20_000))).toBeLessThan(1);
  });

  test.each([
    ["full", "Dear \\w+, .*", "", "midway", ["Dear "]],
    ["full", "Dear \\w+, .*", "Dear A", "midway", []],
    ["full", "Dear \\w+, .*", "Dear A", "ending", [", "]],
    ["full", "(?:yes|no)\\.?", "yes", "ending", []],
    ["full", "(?:yes|no)\\.?", "maybe", "ending", []],
    ["search", "frisbee", "A dog with a", "midway", [" frisbee"]],
    ["search", "frisbee", "A dog with a fris", "midway", ["bee"]],
    ["search", "[Ff]risbee|ball", "A dog", "midway", []],
    ["search", "[Ff]risbee|ball", "A dog", "ending", [" ball"]],
    ["search", "[.!]$", "A dog", "ending", ["."]],
    ["absent", "[.]$", "A dog.", "ending", [" a"]],
    ["absent", "[.]", "A dog.", "ending", []],
  ] as const)("%s %s after %j, %s, proposes %j", async (mode, pattern, text, occasion, expected) => {
    expect(await proposals({ pattern, mode }, text, occasion)).toEqual(expected);
  });

  test.each([
    ["search", "a^", "no text has a match"],
    ["full", "[^\\s\\S]", "no text matches"],
    ["absent", "a*", "every text has a match"],
    ["absent", "\\b|\\B", "every text has a match"],
  ])("%s %s is refused: %s", async (mode, pattern, message) => {
    await expect(prepared({ type: "regex", pattern, mode })).rejects.toMatchObject({
      message,
      param: "/pattern",
    });
  });

  test.each(["(", "a{5,2}", "(?<=a)b", "\\1", "(a{1,1000}){1,1000}", "[a-z]{900}[a-z]{900}[a-z]{900}"])(
    "%j is refused, with the field at fault",
    async (pattern) => {
      await expect(value({ pattern }, "")).rejects.toMatchObject({
        code: "invalid_request",
        param: "/pattern",
      });
    },
  );

  test.each([
    ["full", "\\d{4}-\\d\\d", ["dog", "hotdogs", "route 66"], []],
    ["full", "[a-z ]*", ["route 66"], []],
    ["absent", "(?i)dog", ["dog", "hotdogs"], []],
    ["search", "a big red dog", [], [["big red"]]],
    ["full", "Dear Sir, .*", [], [["Dear Sir,"]]],
  ])("%s %s forbids %j and requires %j", async (mode, pattern, forbidden, required) => {
    const { claims } = await prepared({ type: "regex", pattern, mode });
    expect(["dog", "hotdogs", "route 66", "ñ"].filter((text) => claims?.forbids?.(text))).toEqual(forbidden);
    expect(claims?.requires).toEqual(required);
  });

  const written = fc.constantFrom(
    "^[A-Z][^.]*\\.$",
    "\\bcats?\\b",
    "(?i)kiss|\\d{3}",
    "(?:ab|b1)*_",
    "a b k \\.*",
  );
  const spec = fc
    .record({
      type: fc.constant("regex"),
      pattern: fc.oneof(written, patterns),
      mode: fc.constantFrom("search", "full", "absent"),
    })
    .filter(({ pattern, mode }) => isSatisfiable(pattern, mode as PatternMode));
  const pieces = fc.oneof(characters, fc.constantFrom("cat", "s", "A", "ki", "123", " the"));

  test("properties", { timeout: 60_000 }, () => expectRewardProperties(spec, pieces));

  test("what it claims, every text that satisfies it keeps to", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(spec, fc.array(pieces, { maxLength: 5 }), async (spec, pieces) => {
        const { claims, ...reward } = await prepared(spec);
        const begun = pieces.join("");
        const state = reward.advance(reward.begin(), { text: begun, tokens: 1, logProbability: null });
        const text = begun + (reward.propose?.(state, "ending")[0] ?? "");
        if ((await judge(spec, text)).value < 1) return;
        for (const word of fold(text).split(/[^\p{L}\p{M}\p{N}]+/u))
          expect(claims?.forbids?.(word)).toBe(false);
        for (const [required = ""] of claims?.requires ?? []) expect(text).toContain(required);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
