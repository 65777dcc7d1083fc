import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { compilePattern, type PatternMode } from "../../../src/reward/pattern/pattern.ts";
import { characters, patterns } from "./pattern-arbitrary.ts";

const limit = { timeout: 60_000 };
const modes: PatternMode[] = ["full", "search", "absent"];

/** What re2js says, which sees whole texts only. */
function reference(source: string, mode: PatternMode): (text: string) => boolean {
  const expression = RE2JS.compile(source);
  if (mode === "full") return (text) => expression.matches(text);
  return (text) => expression.matcher(text).find() === (mode === "search");
}

/** Characters to go on with; null for one that leads nearer to a match. */
const walks = fc.array(fc.option(characters, { freq: 1 }), { maxLength: 10 });

/** All texts of so many characters, of a few that differ to the patterns. */
function everyText(length: number): string[] {
  if (length === 0) return [""];
  return everyText(length - 1).flatMap((text) => [..."abk1 .\né😀λ"].map((character) => text + character));
}

describe("a pattern", () => {
  test.each(modes)("follows a text as re2js judges it and knows what may still come (%s)", limit, (mode) => {
    fc.assert(
      fc.property(patterns, walks, (source, walk) => {
        const pattern = compilePattern(source, { mode });
        const matches = reference(source, mode);
        let state = pattern.start;
        let prefix = "";
        let completion: string | null = "";
        let isAlive = true;
        /** What each text that matches must begin with. */
        let forced = "";
        for (const step of ["", ...walk]) {
          const character = step ?? [...(completion ?? "")][0] ?? "";
          state = pattern.step(state, character);
          prefix += character;
          const about = `${source} on ${JSON.stringify(prefix)}`;
          expect(pattern.isMatch(state), about).toBe(matches(prefix));

          // Dead is dead: what comes later in the text is a continuation of all that was before.
          if (!isAlive || !prefix.startsWith(forced)) expect(pattern.isMatch(state), about).toBe(false);
          isAlive = pattern.isAlive(state);

          completion = pattern.completion(state);
          const remaining = pattern.remaining(state);
          expect(completion !== null, about).toBe(isAlive);
          if (completion !== null) {
            expect(matches(prefix + completion), `${about} + ${completion}`).toBe(true);
            expect([...completion].length, about).toBe(remaining);
            if (prefix.startsWith(forced)) forced = prefix + pattern.forced(state);
            expect(completion.startsWith(pattern.forced(state)), about).toBe(true);
          }
          for (let length = Math.min(remaining, 3) - 1; length >= 0; length--) {
            const shorter = everyText(length).find((rest) => matches(prefix + rest));
            expect(shorter, `${about}: a shorter way`).toBeUndefined();
          }
        }
        expect(pattern.isMatch(pattern.step(pattern.start, prefix))).toBe(pattern.isMatch(state));
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  test.each([
    ["full", "(?:cat|cow)s?", "c", true, false, "at", ""],
    ["full", "(?:cat|cow)s?", "ca", true, false, "t", "t"],
    ["full", "(?:cat|cow)s?", "cat", true, true, "", ""],
    ["full", "(?:cat|cow)s?", "cats!", false, false, null, ""],
    ["full", "a^", "", false, false, null, ""],
    ["full", "\\d{4}-\\d\\d", "2024", true, false, "-11", "-"],
    ["full", "a{300}", "", true, false, "a".repeat(300), "a".repeat(200)],
    ["search", "\\bcat\\b", "bobcat", true, false, " cat", ""],
    ["search", "^cat", "cow", false, false, null, ""],
    ["search", "^cat", "cats and dogs", true, true, "", ""],
    ["search", "cat$", "cats", true, false, "cat", ""],
    ["absent", "cat", "ca", true, true, "", ""],
    ["absent", "cat", "cats", false, false, null, ""],
    ["absent", "cat$", "cat", true, false, "a", ""],
    ["absent", "\\bcat\\b", "cat ", false, false, null, ""],
    ["absent", "a*", "", false, false, null, ""],
  ] as const)("%s %s after %j", (mode, source, text, isAlive, isMatch, completion, forced) => {
    const pattern = compilePattern(source, { mode });
    const state = pattern.step(pattern.start, text);
    expect(pattern.isAlive(state)).toBe(isAlive);
    expect(pattern.isMatch(state)).toBe(isMatch);
    expect(pattern.completion(state)).toBe(completion);
    expect(pattern.forced(state)).toBe(forced);
  });

  test("knows how what has begun goes on, and with what all begins", () => {
    const cat = compilePattern("\\bcat(?:fish)?\\b", { mode: "search" });
    expect(cat.begun(cat.step(cat.start, "a c"))).toBe("at");
    expect(cat.begun(cat.step(cat.start, "a bobc"))).toBe("");
    expect(cat.stem).toBe("cat");
    expect(compilePattern("cat|dog", { mode: "search" }).stem).toBeNull();
    expect(compilePattern("^cat|\\Bdog", { mode: "search" }).stem).toBeNull();
    expect(compilePattern("\\bNew York\\b", { mode: "search" }).stem).toBe("New York");
    expect(compilePattern("a{3}", { mode: "full" }).stem).toBe("aaa");
  });

  test.each([
    ["full", "[a-z ]+", ["dD", "oO"], false],
    ["full", "[a-c ]+|do", ["dD", "oO", "gG"], true],
    ["full", "\\w+( \\w+){3}", ["-"], true],
    ["search", "^\\d+$", ["a"], true],
    ["search", "\\d+", ["a"], false],
    ["absent", "dog", ["dD", "o", "g"], false],
    ["absent", "(?i)dog", ["dD", "oO", "gG"], true],
    ["absent", "[oO]", ["dD", "oO", "gG"], true],
    ["absent", "\\bdog", ["d", "o", "g"], false],
  ] as const)("%s %s: whether it excludes %j is %s", (mode, source, places, excluded) => {
    const pattern = compilePattern(source, { mode });
    expect(pattern.excludes(places.map((characters) => [...characters]))).toBe(excluded);
  });

  // Sets of positions here are as many as there are texts of 16 letters: far more than are remembered.
  test("what is forgotten is worked out again", limit, () => {
    const source = "(?:a|b)*a(?:a|b){15}";
    const pattern = compilePattern(source, { mode: "full" });
    const matches = reference(source, "full");
    const [text = ""] = fc.sample(
      fc.string({ unit: fc.constantFrom("a", "b"), minLength: 20_000, maxLength: 20_000 }),
      {
        numRuns: 1,
        seed: 4,
      },
    );
    let state = pattern.start;
    const early = pattern.step(pattern.start, text.slice(0, 100));
    for (let end = 0; end < text.length; end++) {
      if (end % 500 === 0) expect(pattern.isMatch(state)).toBe(matches(text.slice(0, end)));
      state = pattern.step(state, text[end] ?? "");
    }
    expect(pattern.isMatch(pattern.step(early, text.slice(100)))).toBe(matches(text));
  });

  test("an absence that is too hard to decide is taken to be possible", () => {
    const pattern = compilePattern("(?:a|b)*a(?:a|b){11}[^c]*$", { mode: "absent" });
    const state = pattern.step(pattern.start, "a".repeat(12));
    expect(pattern.isAlive(state)).toBe(true);
  });
});
