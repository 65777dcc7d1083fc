import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combineGated, type WeightedScore } from "../../src/reward/combine.ts";

const score = (enforce: "hard" | "soft") =>
  fc
    .record({
      value: fc.double({ min: 0, max: 1, noNaN: true }),
      weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
    })
    .map(({ value, weight }): WeightedScore => {
      return {
        name: "r",
        type: "r",
        enforce,
        explain: "",
        measure: null,
        weight,
        value,
        satisfied: value === 1,
      };
    });

describe("gated combination", () => {
  test("a text that satisfies every hard reward stands above any that does not", () => {
    const soft = fc.array(score("soft"), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(score("hard"), { minLength: 1 }), soft, soft, (hard, some, other) => {
        fc.pre(hard.some(({ satisfied }) => !satisfied));
        const weights = some.map(({ weight }) => weight);
        const held = combineGated([
          ...hard.map((each) => ({ ...each, value: 1, satisfied: true })),
          ...other.map((each, index) => ({ ...each, weight: weights[index] ?? 1 })),
        ]);
        const broken = combineGated([...hard, ...some]);
        expect(held.satisfied).toBe(true);
        expect(broken.satisfied).toBe(false);
        expect(held.total).toBeGreaterThanOrEqual(broken.total);
      }),
    );
  });

  test("soft rewards count only once the hard ones hold", () => {
    const hard = { name: "h", type: "h", enforce: "hard", explain: "", measure: null, weight: 1 } as const;
    const soft = {
      name: "s",
      type: "s",
      enforce: "soft",
      explain: "",
      measure: null,
      weight: 1,
      value: 0.5,
      satisfied: false,
    } as const;
    expect(combineGated([{ ...hard, value: 0.5, satisfied: false }, soft]).total).toBe(0.25);
    expect(combineGated([{ ...hard, value: 1, satisfied: true }, soft]).total).toBe(0.75);
    expect(combineGated([soft]).total).toBe(0.5);
    expect(combineGated([]).total).toBe(1);
  });
});
