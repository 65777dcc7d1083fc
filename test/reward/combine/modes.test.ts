import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, isHard, isPrimary, type WeightedScore } from "../../../src/reward/combine/combination.ts";
import {
  combine,
  compareRanks,
  needsGreedy,
  type RankedScore,
} from "../../../src/reward/combine/registry.ts";
import type { CombineSpec } from "../../../src/spec/combine.ts";
import { combinedScoreSchema } from "../../../src/spec/result.ts";
import { hard, score, scoresOf, specs } from "./scores.ts";

const modes = Object.keys(specs) as CombineSpec["mode"][];
const runs = { numRuns: 1000 };
const pressures = fc.constantFrom(0, 0.3, 1);

/** `check` gets the scores of two texts by the same rewards; the greedy answer is a third one. */
function forAll(
  mode: CombineSpec["mode"],
  check: (one: WeightedScore[], other: WeightedScore[], of: Combined) => void,
) {
  fc.assert(
    fc.property(specs[mode], scoresOf(3), pressures, (spec, texts, drawn) => {
      const [one = [], other = [], reference = []] = texts;
      check(one, other, (scores, pressure = drawn) => combine(scores, spec, { pressure, reference }));
    }),
    runs,
  );
}

type Combined = (scores: WeightedScore[], pressure?: number) => RankedScore;

function satisfiedWhere(scores: WeightedScore[], where: (score: WeightedScore) => boolean) {
  return scores.map((each) => (where(each) ? { ...each, value: 1, satisfied: true } : each));
}

describe.each(modes)("%s", (mode) => {
  test("gives what the response may carry, and ranks that compare", () => {
    forAll(mode, (one, other, of) => {
      const { reward, rank } = of(one);
      expect(combinedScoreSchema.parse(reward)).toEqual(reward);
      expect(rank.every(Number.isFinite)).toBe(true);
      expect(rank.length).toBe(of(other).rank.length);
      expect(reward.scores.map(({ value }) => value)).toEqual(one.map(({ value }) => value));
    });
  });

  test("under full pressure, puts what satisfies every hard reward before what does not", () => {
    forAll(mode, (one, other, of) => {
      if (holds(other)) return;
      const [kept, broken] = [of(satisfiedWhere(one, isHard), 1), of(other, 1)];
      expect([kept.reward.satisfied, broken.reward.satisfied]).toEqual([true, false]);
      expect(compareRanks(kept.rank, broken.rank)).toBeLessThan(0);
    });
  });

  test("does not listen to auxiliary rewards and audits", () => {
    forAll(mode, (one, other, of) => {
      const changed = one.map((each, index) => (isPrimary(each) ? each : (other[index] ?? each)));
      const [before, after] = [of(one), of(changed)];
      expect(after.rank).toEqual(before.rank);
      expect(after.reward.total).toBe(before.reward.total);
      expect(after.reward.satisfied).toBe(before.reward.satisfied);
    });
  });

  test("orders: what goes before goes before what comes after, and the total follows the rank", () => {
    forAll(mode, (one, other, of) => {
      const [a, b] = [of(one), of(other)];
      expect(compareRanks(a.rank, b.rank) + compareRanks(b.rank, a.rank)).toBe(0);
      // These two let the total trade hard rewards, and the rank not.
      if (mode === "weighted" || mode === "penalty") return;
      if (compareRanks(a.rank, b.rank) <= 0) {
        expect(a.reward.total).toBeGreaterThanOrEqual(b.reward.total);
      }
    });
  });

  test("is 1 where there is nothing to ask for", () => {
    const spec: CombineSpec = mode === "goal" ? { mode, targets: { r: 1 }, scales: {} } : parsed(mode);
    const { reward } = combine([], spec, { pressure: 0 });
    expect(reward).toEqual({ total: 1, satisfied: true, scores: [] });
  });
});

describe.each(modes.filter((mode) => mode !== "goal"))("%s", (mode) => {
  test("better in one reward is never worse in all", () => {
    forAll(mode, (one, other, of) => {
      const better = one.map((each, index) => {
        const value = Math.max(each.value, other[index]?.value ?? 0);
        return { ...each, value, satisfied: value === 1 };
      });
      expect(of(better).reward.total).toBeGreaterThanOrEqual(of(one).reward.total - 1e-12);
      expect(of(better).reward.satisfied || !of(one).reward.satisfied).toBe(true);
    });
  });

  test("is 1 where all are satisfied", () => {
    forAll(mode, (one, _, of) => {
      expect(of(satisfiedWhere(one, () => true)).reward.total).toBeCloseTo(1, 12);
    });
  });
});

test("only the goal is seen from the greedy answer", () => {
  expect(modes.filter((mode) => needsGreedy(parsed(mode)))).toEqual(["goal"]);
});

test("the response says what guided and what audited", () => {
  const scores = [
    hard(1, { name: "must" }),
    score(0.5, { weight: 3 }),
    score(0.1, { auxiliary: true }),
    score(0.4, { audit: true }),
    score(0, { audit: true }),
  ];
  const { reward } = combine(scores, { mode: "weighted" }, { pressure: 1 });
  expect(reward).toMatchObject({ total: 0.625, satisfied: true });
  expect(reward.audit).toEqual({ optimised: 0.625, audited: 0.2, gap: 0.425 });
  expect(reward.scores.map(({ auxiliary, audit }) => [auxiliary, audit])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [true, undefined],
    [undefined, true],
    [undefined, true],
  ]);
});

function parsed(mode: CombineSpec["mode"]): CombineSpec {
  const [spec] = fc.sample(specs[mode], { numRuns: 1, seed: 1 });
  if (!spec) throw new Error(`no spec of ${mode}`);
  return spec;
}
