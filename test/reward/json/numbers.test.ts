import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NumberRange, satisfies } from "../../../src/reward/json/numbers/number-range.ts";

/** Every spelling of a number below 300 with at most one decimal. */
const spellings = ["", "-"].flatMap((sign) =>
  [...Array(300).keys()].flatMap((whole) => [
    ...(sign === "-" && whole === 0 ? [] : [`${sign}${whole}`]),
    ...[...Array(10).keys()].map((tenth) => `${sign}${whole}.${tenth}`),
  ]),
);
const bound = fc.constantFrom(-120, -7, -0.5, 0, 0.25, 1, 9.9, 12, 100, 256);

const facts = fc.record({
  bounds: fc.array(
    fc.record({ side: fc.constantFrom("min", "max"), value: bound, exclusive: fc.boolean() }),
    { maxLength: 3 },
  ),
  multiples: fc.array(fc.record({ of: fc.constantFrom(1, 7, 0.5, 2.5, 40), holds: fc.boolean() }), {
    maxLength: 2,
  }),
  excluded: fc.array(fc.constantFrom(0, 1, 2, 10, 12, 0.5), { maxLength: 3 }),
});

describe("numbers by their beginnings", () => {
  test("a spelling is complete exactly if its number is meant, and then all of its beginnings are alive", () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const range = new NumberRange(facts);
        const isWhole = facts.multiples.some(({ of, holds }) => of % 1 === 0 && holds);
        for (const text of spellings) {
          if (text.startsWith("-0.0")) continue;
          const isMeant = satisfies(Number(text), facts) && !(isWhole && text.includes("."));
          expect(range.isComplete(text), text).toBe(isMeant);
          if (isMeant)
            for (let end = 1; end < text.length; end++) expect(range.isAlive(text.slice(0, end))).toBe(true);
        }
      }),
      { numRuns: 15, seed: 20261122 },
    );
  });

  test("what is alive is completed by its completion", () => {
    fc.assert(
      fc.property(facts, fc.stringMatching(/^-?(0|[1-9][0-9]{0,3})?(\.[0-9]{0,3})?$/), (facts, prefix) => {
        const range = new NumberRange(facts);
        const completion = range.completion(prefix);
        if (completion === null) return;
        expect(range.isComplete(prefix + completion), prefix + completion).toBe(true);
        expect(satisfies(Number(prefix + completion), facts), prefix + completion).toBe(true);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  test.each<[string, object, string[], string[]]>([
    ["10 to 20", { bounds: [min(10), max(20)] }, ["1", "10", "20", "2"], ["3", "21", "9", "-", "100"]],
    ["above 0", { bounds: [{ ...min(0), exclusive: true }] }, ["0", "0.0", "0.001"], ["-", "01"]],
    ["below -5", { bounds: [max(-5)] }, ["-", "-1", "-5"], ["0", "4"]],
    [
      "cents that floats agree on",
      { multiples: [{ of: 0.01, holds: true }] },
      ["1.1", "1.25"],
      ["1.11", "1.125"],
    ],
    ["very small", { bounds: [min(1e-12), max(2e-12)] }, ["0.000000000001"], ["0.00000000001", "1"]],
    ["very large", { bounds: [min(1e21)], multiples: [{ of: 1, holds: true }] }, ["1"], ["0", "-"]],
  ])("%s", (_, some, alive, dead) => {
    const range = new NumberRange({ bounds: [], multiples: [], excluded: [], ...some });
    for (const prefix of alive) expect(range.isAlive(prefix), prefix).toBe(true);
    for (const prefix of dead) expect(range.isAlive(prefix), prefix).toBe(false);
  });
});

function min(value: number) {
  return { side: "min" as const, value, exclusive: false };
}

function max(value: number) {
  return { side: "max" as const, value, exclusive: false };
}
