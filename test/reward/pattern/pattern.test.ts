import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { compilePattern, type PatternMode } from "../../../src/reward/pattern/pattern.ts";
import { characters, patterns } from "./pattern-arbitrary.ts";

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
  test.each(modes)("follows a text as re2js judges it and knows what may still come (%s)", (mode) => {
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
});
