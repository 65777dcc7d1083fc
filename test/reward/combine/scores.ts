import fc from "fast-check";
import type { WeightedScore } from "../../../src/reward/combine/combination.ts";
import type { CombineSpec } from "../../../src/spec/combine.ts";

/** A score of the value given; satisfied where that is 1, soft unless told otherwise. */
export function score(value: number, fields: Partial<WeightedScore> = {}): WeightedScore {
  return {
    name: "r",
    type: "r",
    enforce: "soft",
    explain: "",
    measure: null,
    weight: 1,
    value,
    satisfied: value === 1,
    ...fields,
  };
}

export function hard(value: number, fields: Partial<WeightedScore> = {}): WeightedScore {
  return score(value, { enforce: "hard", ...fields });
}

const value = fc.oneof(
  fc.constantFrom(0, 0.5, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  // A reward is satisfied at 1 exactly, not nearly.
  fc.constant(1 - Number.EPSILON),
);

/** The scores of several texts by the same rewards, named r0, r1… */
export function scoresOf(texts: number): fc.Arbitrary<WeightedScore[][]> {
  const role = fc.constantFrom({}, {}, { enforce: "hard" }, { auxiliary: true }, { audit: true } as const);
  const reward = fc.record({
    role,
    weight: fc.double({ min: 0.001, max: 1000, noNaN: true }),
    values: fc.array(value, { minLength: texts, maxLength: texts }),
    measures: fc.option(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: texts, maxLength: texts })),
  });
  return fc.array(reward, { maxLength: 6 }).map((rewards) =>
    Array.from({ length: texts }, (_, text) =>
      rewards.map(({ role, weight, values, measures }, index) =>
        score(values[text] ?? 0, {
          name: `r${index}`,
          weight,
          measure: measures?.[text] ?? null,
          ...(role as object),
        }),
      ),
    ),
  );
}

const name = fc.integer({ min: 0, max: 5 }).map((index) => `r${index}`);
const pair = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));

export const specs: { [Mode in CombineSpec["mode"]]: fc.Arbitrary<CombineSpec> } = {
  gated: fc.constant({ mode: "gated" }),
  weighted: fc.constant({ mode: "weighted" }),
  lexicographic: fc.record({
    mode: fc.constant("lexicographic"),
    priorities: fc.uniqueArray(name, { minLength: 1 }),
    tolerance: fc.constantFrom(0.001, 0.01, 0.1, 0.3, 0.5),
  }),
  penalty: pair.map(([a, b]) => ({ mode: "penalty", from: Math.min(a, b), to: Math.max(a, b) })),
  goal: fc.record({
    mode: fc.constant("goal"),
    targets: fc.dictionary(name, fc.integer({ min: -20, max: 20 }), { minKeys: 1 }),
    scales: fc.dictionary(name, fc.double({ min: 0.01, max: 100, noNaN: true })),
  }),
};
