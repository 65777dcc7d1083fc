import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Allowance } from "../../../src/reward/json/strings/allowance.ts";
import { stringLanguage } from "../../../src/reward/json/strings/string-facts.ts";
import { follow, includes } from "../../../src/reward/json/strings/string-language.ts";

const letters = ["a", "b", "1", "é"];
/** All texts of up to four letters. */
const texts = [0, 1, 2, 3].reduce<string[]>(
  (all) => [...new Set([...all, ...all.flatMap((text) => letters.map((letter) => text + letter))])],
  [""],
);

const pointer = "/schema";
const pattern = fc.record({
  is: fc.constant("pattern" as const),
  source: fc.constantFrom("^a", "b$", "[ab]1", "^(ab)*$", "^.?$", "^$", "(a|1)b?(é|$)", "^a{2}"),
  holds: fc.boolean(),
  pointer: fc.constant(pointer),
});
const length = fc.record({
  is: fc.constant("length" as const),
  side: fc.constantFrom("min", "max"),
  value: fc.integer({ min: 0, max: 4 }),
  pointer: fc.constant(pointer),
});
const set = fc.record({
  is: fc.constant("strings" as const),
  values: fc.array(fc.constantFrom("", "a", "ab", "abab", "b1", "é"), { maxLength: 4 }),
  holds: fc.boolean(),
  pointer: fc.constant(pointer),
});

describe("strings by their beginnings", () => {
  test("a string belongs exactly if all facts are true of it; what is alive can be completed, and only that", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pattern, length, set), { maxLength: 4 }), (facts) => {
        const language = stringLanguage(facts, new Allowance());
        const isMeant = (text: string) =>
          facts.every((fact) => {
            if (fact.is === "pattern") return new RegExp(fact.source, "u").test(text) === fact.holds;
            if (fact.is === "strings") return fact.values.some((value) => value === text) === fact.holds;
            return fact.side === "min" ? [...text].length >= fact.value : [...text].length <= fact.value;
          });
        for (const text of texts) {
          expect(includes(language, text), text).toBe(isMeant(text));
          const state = follow(language, language.start, text);
          const continued = texts.some((other) => other.startsWith(text) && isMeant(other));
          if (continued) expect(state, text).not.toBeNull();
          if (state === null) continue;
          const completions = language.completions(state, 3);
          expect(completions, text).not.toEqual([]);
          for (const completion of completions)
            expect(isMeant(text + completion), text + completion).toBe(true);
          expect(new Set(completions).size).toBe(completions.length);
        }
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});
