import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Distribution } from "../../src/decode/distribution.ts";
import { type Random, randomStream } from "../../src/decode/random.ts";
import { drawToken, type Sampling } from "../../src/decode/sampling.ts";

/** Draws where everything is allowed. */
function drawAny(distribution: Distribution, sampling: Sampling, random: Random) {
  const drawn = drawToken(distribution, sampling, random, () => true);
  if (!drawn) throw new Error("nothing was drawn");
  return drawn;
}

const logits = fc
  .array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 2, maxLength: 300 })
  .map((values) => new Distribution(Float32Array.from(values)));

describe("sampling", () => {
  test("frequencies are the softmax at the temperature", () => {
    const distribution = new Distribution(Float32Array.of(0, 1, 2, 3));
    const random = randomStream(7, 0);
    for (const temperature of [0.5, 1, 2]) {
      const drawn = [0, 0, 0, 0];
      const draws = 20_000;
      for (let draw = 0; draw < draws; draw++) {
        const { token } = drawAny(distribution, { temperature, top_p: 1, top_k: 0 }, random);
        drawn[token] = (drawn[token] ?? 0) + 1;
      }
      const weights = [0, 1, 2, 3].map((logit) => Math.exp(logit / temperature));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [token, weight] of weights.entries()) {
        expect(Math.abs((drawn[token] ?? 0) / draws - weight / total)).toBeLessThan(0.02);
      }
    }
  });

  test("among those that top_k or top_p leave, frequencies are the softmax still", () => {
    const distribution = new Distribution(Float32Array.of(0, 1, 2, 3));
    for (const sampling of [
      { temperature: 1, top_p: 1, top_k: 2 },
      { temperature: 1, top_p: 0.7, top_k: 0 },
    ]) {
      const random = randomStream(11, 0);
      const draws = 20_000;
      let likeliest = 0;
      for (let draw = 0; draw < draws; draw++) {
        if (drawAny(distribution, sampling, random).token === 3) likeliest++;
      }
      expect(Math.abs(likeliest / draws - Math.E / (1 + Math.E))).toBeLessThan(0.02);
    }
  });

  test("top_k and top_p draw only from the most probable tokens", () => {
    fc.assert(
      fc.property(
        logits,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.nat(),
        (distribution, top_k, top_p, seed) => {
          const size = distribution.logits.length;
          const order = distribution.top(size);
          const random = randomStream(seed, 0);
          const byCount = drawAny(distribution, { temperature: 1, top_p: 1, top_k }, random);
          expect(order.slice(0, top_k).map(({ token }) => token)).toContain(byCount.token);

          let reached = 0;
          const nucleus = order.filter(({ logProbability }) => {
            const before = reached;
            reached += Math.exp(logProbability);
            return before < top_p + 1e-6;
          });
          // A token that is exactly as probable as the last of them may take its place.
          const least = nucleus.at(-1)?.logProbability ?? 0;
          const byMass = drawAny(distribution, { temperature: 1, top_p, top_k: 0 }, random);
          expect(byMass.logProbability).toBeGreaterThanOrEqual(least - 1e-5);
        },
      ),
    );
  });

  test("log-probabilities are the model's own, whatever the temperature", () => {
    const distribution = new Distribution(Float32Array.of(0, Math.log(3)));
    const { token, logProbability } = drawAny(
      distribution,
      { temperature: 0.01, top_p: 1, top_k: 1 },
      randomStream(1, 0),
    );
    expect(token).toBe(1);
    expect(logProbability).toBeCloseTo(Math.log(0.75), 5);
  });

  test("first draws are spread evenly over small seeds, in every stream", () => {
    for (const stream of [0, 1, 5]) {
      const tenths = Array(10).fill(0);
      for (let seed = 0; seed < 2000; seed++) tenths[Math.floor(10 * randomStream(seed, stream)())]++;
      for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(70);
    }
  });

  test("a seed repeats its draws, and streams of a seed differ", () => {
    const draws = (seed: number, stream: number) => Array.from({ length: 5 }, randomStream(seed, stream));
    expect(draws(3, 1)).toEqual(draws(3, 1));
    expect(draws(3, 1)).not.toEqual(draws(3, 2));
    expect(draws(3, 1)).not.toEqual(draws(4, 1));
  });
});

describe("the most probable tokens", () => {
  test("are the first of a full sort", () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 10 }), (distribution, k) => {
        const sorted = [...distribution.logits].map((logit, token) => ({ logit, token }));
        sorted.sort((a, b) => b.logit - a.logit || a.token - b.token);
        expect(distribution.top(k).map(({ token }) => token)).toEqual(
          sorted.slice(0, k).map(({ token }) => token),
        );
      }),
    );
  });

  test("have probabilities that sum to 1 over the vocabulary", () => {
    fc.assert(
      fc.property(logits, (distribution) => {
        const all = distribution.top(distribution.logits.length);
        expect(all.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0)).toBeCloseTo(1, 5);
      }),
    );
  });
});
