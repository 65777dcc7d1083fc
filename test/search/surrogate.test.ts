import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solvePositiveDefinite } from "../../src/search/linear-equations.ts";
import { Surrogate } from "../../src/search/surrogate.ts";

function taught(texts: Record<string, number>): Surrogate {
  const surrogate = new Surrogate();
  for (const [text, value] of Object.entries(texts)) surrogate.observe(text, value);
  return surrogate;
}

describe("what a text is probably worth", () => {
  test("nothing is known before anything was judged", () => {
    expect(new Surrogate().promiseOf("a dog")).toBe(0);
  });

  test("texts with the words of good ones promise more than texts with the words of bad ones", () => {
    const surrogate = taught({ "A dog runs.": 0.6, "A cat runs.": 0.2, "A cat sleeps.": 0.1 });
    expect(surrogate.promiseOf("The DOG")).toBeGreaterThan(surrogate.promiseOf("The cat"));
    expect(surrogate.promiseOf("a dog runs")).toBeGreaterThan(surrogate.promiseOf("a dog sleeps"));
  });

  test("what all texts have in common promises nothing, nor does what none of them has", () => {
    const surrogate = taught({ "so dog": 0.6, "so cat": 0.2 });
    expect(surrogate.promiseOf("so")).toBeCloseTo(0, 9);
    expect(surrogate.promiseOf("frisbee")).toBe(0);
  });

  test("is careful: a text that was judged is not expected to be better or worse than it was", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 6 });
    const texts = fc.array(fc.tuple(words, fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 120,
    });
    fc.assert(
      fc.property(texts, (judged) => {
        const surrogate = new Surrogate();
        for (const [text, value] of judged) surrogate.observe(text.join(" "), value);
        for (const [text] of judged) {
          expect(Math.abs(surrogate.promiseOf(text.join(" ")))).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 20261125 },
    );
  });
});

test("equations are solved", () => {
  const numbers = fc.double({ min: -3, max: 3, noNaN: true });
  const rows = fc.array(fc.array(numbers, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(rows, fc.array(numbers, { minLength: 4, maxLength: 4 }), (a, x) => {
      const dot = (u: readonly number[], v: readonly number[]) =>
        u.reduce((sum, value, index) => sum + value * (v[index] ?? 0), 0);
      const matrix = a.map((u, i) => a.map((v, j) => dot(u, v) + (i === j ? 1 : 0)));
      const solved = solvePositiveDefinite(
        matrix,
        matrix.map((row) => dot(row, x)),
      );
      for (const [index, value] of solved.entries()) expect(value).toBeCloseTo(x[index] ?? 0, 6);
    }),
    { seed: 20261125 },
  );
});
