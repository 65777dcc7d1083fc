import { format as cfworker } from "@cfworker/json-schema";
import { fullFormats } from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FormatName, formats } from "../../../src/reward/pattern/formats.ts";
import { compilePattern } from "../../../src/reward/pattern/pattern.ts";

const names = Object.keys(formats) as FormatName[];
const patterns = new Map(names.map((name) => [name, compilePattern(formats[name], { mode: "full" })]));

function patternOf(name: FormatName) {
  const pattern = patterns.get(name);
  if (!pattern) throw new RangeError(name);
  return pattern;
}

const matches = (name: FormatName, text: string) => {
  const pattern = patternOf(name);
  return pattern.isMatch(pattern.step(pattern.start, text));
};

function ajv(name: FormatName, text: string): boolean {
  const format = fullFormats[name];
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === "object" && "validate" in format && typeof format.validate === "function") {
    return format.validate(text as never) as boolean;
  }
  return (format as (text: string) => boolean)(text);
}

/** Texts of a format: characters at random, of which those that lead on are taken, and the shortest end. */
function textsOf(name: FormatName): fc.Arbitrary<string> {
  const pattern = patternOf(name);
  const character = fc.oneof(
    fc.constantFrom(..."0123456789:.-/TZPabfAF%@+~ ?#é😀"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  return fc.array(character, { maxLength: 400 }).map((characters) => {
    let text = "";
    let state = pattern.start;
    for (const each of characters) {
      const next = pattern.step(state, each);
      if (!pattern.isAlive(next)) continue;
      text += each;
      state = next;
    }
    return text + pattern.completion(state);
  });
}

describe.each(names)("format %s", (name) => {
  test("what it matches, validators accept", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(textsOf(name), (text) => {
        expect(cfworker[name]?.(text), `cfworker on ${text}`).toBe(true);
        expect(ajv(name, text), `ajv on ${text}`).toBe(true);
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});

test.each([
  ["date", "2024-02-29", "2023-02-29"],
  ["date", "2000-02-29", "1900-02-29"],
  ["date", "2023-12-31", "2023-11-31"],
  ["time", "23:59:59.123Z", "24:00:00Z"],
  ["date-time", "1985-04-12T23:20:50.52+02:00", "1985-04-12T23:20:50"],
  ["duration", "P3Y6M4DT12H30M5S", "P1Y2D"],
  ["duration", "P2W", "PT"],
  ["email", "jo.smith+news@mail.example.org", "jo..smith@example.org"],
  ["hostname", "www.example-1.com", "-a.com"],
  ["ipv4", "192.168.0.254", "192.168.0.256"],
  ["ipv6", "2001:db8::8a2e:370:7334", "1::2::3"],
  ["ipv6", "::", ":"],
  ["uri", "https://example.org:8080/a/b?c=d&e#f", "example.org/a"],
  ["uri", "mailto:jo@example.org", "https://a b"],
  ["uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-42661417400"],
  ["json-pointer", "/a~1b/0/", "a"],
] as const)("%s: %s, not %s", (name, right, wrong) => {
  expect(matches(name, right)).toBe(true);
  expect(matches(name, wrong)).toBe(false);
});

test("every day of the calendar is a date, and nothing else", () => {
  for (const year of [0, 1, 4, 100, 400, 1900, 1996, 2000, 2023, 2024, 2100, 9996, 9999]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = [`${year}`.padStart(4, "0"), ...[month, day].map((n) => `${n}`.padStart(2, "0"))].join(
          "-",
        );
        expect(matches("date", text), text).toBe(cfworker.date?.(text));
      }
    }
  }
});
