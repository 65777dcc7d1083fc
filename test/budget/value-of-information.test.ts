import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Trials } from "../../src/budget/value-of-information.ts";

function trialsOf(gains: readonly number[], share = 1): Trials {
  const trials = new Trials(0);
  for (const gain of gains) trials.observe(gain, share);
  return trials;
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const share = fc.double({ min: 0.01, max: 1, noNaN: true });

describe("what one more trial is worth", () => {
  test("is nothing where nothing is missing", () => {
    expect(trialsOf([0.1, -0.2]).expectedImprovement(1, 1, 1)).toBe(0);
  });

  test("is less with every trial", () => {
    const gains = [0.1, -0.1, 0.1, -0.1, 0.1, -0.1];
    const values = gains.map((_, count) => trialsOf(gains.slice(0, count)).expectedImprovement(0.5, 0.5, 1));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  test("is more where trials have changed more, from better answers, and for more of the text", () => {
    const [calm, wild] = [trialsOf([0.01, -0.01, 0.01]), trialsOf([0.3, -0.3, 0.3])];
    expect(wild.expectedImprovement(0.5, 0.5, 1)).toBeGreaterThan(calm.expectedImprovement(0.5, 0.5, 1));
    expect(wild.expectedImprovement(0.5, 0.5, 1)).toBeGreaterThan(wild.expectedImprovement(0.2, 0.5, 1));
    expect(wild.expectedImprovement(0.5, 0.5, 1)).toBeGreaterThan(wild.expectedImprovement(0.5, 0.5, 0.2));
  });

  test("never exceeds what there is to gain, and is never below 0", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, share)), unit, unit, share, (gains, from, better, part) => {
        const trials = new Trials(0);
        for (const [gain, changed] of gains) trials.observe(gain, changed);
        const best = Math.max(from, better);
        const value = trials.expectedImprovement(from, best, part);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 - best);
      }),
      { seed: 20261122 },
    );
  });
});
