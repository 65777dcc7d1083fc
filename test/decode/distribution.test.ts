import fc from "fast-check";
import { expect, test } from "vitest";
import { Distribution } from "../../src/decode/distribution.ts";

test("the entropy is that of the probabilities", () => {
  expect(new Distribution(new Float32Array(50)).entropy()).toBeCloseTo(Math.log(50), 6);
  expect(new Distribution(Float32Array.of(0, 90, 0)).entropy()).toBeCloseTo(0, 6);
  const impossible = Number.NEGATIVE_INFINITY;
  expect(new Distribution(Float32Array.of(3, impossible, 3)).entropy()).toBeCloseTo(Math.LN2, 6);
  const logits = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(logits, (values) => {
      const distribution = new Distribution(Float32Array.from(values));
      const expected = values
        .map((_, token) => distribution.candidate(token).logProbability)
        .reduce((sum, logProbability) => sum - Math.exp(logProbability) * logProbability, 0);
      expect(distribution.entropy()).toBeCloseTo(expected, 5);
    }),
  );
});
