import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guidedTotal } from "../../../src/reward/combine/guidance.ts";
import { Trust } from "../../../src/reward/combine/trust.ts";

function trustAfter(pairs: readonly (readonly [number, number])[]): number {
  const trust = new Trust();
  for (const [auxiliary, primary] of pairs) trust.observe(auxiliary, primary, "whole");
  return trust.factor;
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe("the trust in an auxiliary reward", () => {
  test("is whole at first, and stays so while both agree", () => {
    expect(trustAfter([])).toBe(1);
    expect(trustAfter(Array.from({ length: 100 }, (_, index) => [index, index * index]))).toBe(1);
  });

  test("falls step by step to nothing as they disagree", () => {
    const factors = Array.from({ length: 9 }, (_, count) =>
      trustAfter(Array.from({ length: count }, (_, index) => [index, -index])),
    );
    expect(factors).toEqual(factors.toSorted((a, b) => b - a));
    expect(factors[3]).toBeGreaterThan(0.5);
    expect(factors[8]).toBe(0);
  });

  test("does not suffer where the primary rewards cannot tell texts apart", () => {
    expect(trustAfter([0.1, 0.9, 0.3, 0.7].map((value) => [value, 0.5]))).toBe(1);
  });

  test("does not compare what was measured on unfinished texts with what was measured on whole ones", () => {
    const trust = new Trust();
    for (let index = 0; index < 20; index++) trust.observe(index, 100 + index, "unfinished");
    for (let index = 0; index < 20; index++) trust.observe(20 + index, index / 20, "whole");
    expect(trust.factor).toBe(1);
  });

  test("comes back once what was seen long ago is forgotten", () => {
    const opposed = Array.from({ length: 20 }, (_, index) => [index, -index] as const);
    const agreed = Array.from({ length: 64 }, (_, index) => [100 + index, 100 + index] as const);
    expect(trustAfter(opposed)).toBe(0);
    expect(trustAfter([...opposed, ...agreed])).toBe(1);
  });

  test("is that of the window's pairs counted afresh, whatever came before", () => {
    const observations = fc.array(fc.tuple(unit, unit), { maxLength: 150 });
    fc.assert(
      fc.property(observations, (all) => {
        const window = all.slice(-64);
        let [agreeing, opposed] = [0, 0];
        for (const [index, [a, p]] of window.entries()) {
          for (const [b, q] of window.slice(0, index)) {
            const product = Math.sign(a - b) * Math.sign(p - q);
            if (product > 0) agreeing++;
            if (product < 0) opposed++;
          }
        }
        expect(trustAfter(all)).toBe(Math.max(0, (20 + agreeing - opposed) / (20 + agreeing + opposed)));
      }),
    );
  });
});

describe("what guides the search", () => {
  test("is the total where nothing else is trusted", () => {
    expect(guidedTotal(0.6, 2, [])).toBe(0.6);
    expect(guidedTotal(0.6, 2, [{ value: 0, weight: 5, factor: 0 }])).toBe(0.6);
    expect(guidedTotal(1, 0, [])).toBe(1);
  });

  test("is a mean by trusted weight", () => {
    expect(guidedTotal(0.5, 1, [{ value: 1, weight: 2, factor: 0.5 }])).toBe(0.75);
    expect(guidedTotal(1, 0, [{ value: 0.25, weight: 2, factor: 0.5 }])).toBe(0.25);
  });
});
