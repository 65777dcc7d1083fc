import { describe, expect, test } from "vitest";
import type { WeightedScore } from "../../../src/reward/combine/combination.ts";
import { combine, compareRanks } from "../../../src/reward/combine/registry.ts";
import type { CombineSpec } from "../../../src/spec/combine.ts";
import { hard, score } from "./scores.ts";

const inArrayOrder: CombineSpec = { mode: "lexicographic", tolerance: 0.01 };
const ranked = (scores: WeightedScore[], spec = inArrayOrder) => combine(scores, spec, { pressure: 1 });
const named = (a: number, b: number, c: number) =>
  [a, b, c].map((value, index) => score(value, { name: "abc"[index] ?? "" }));

describe("the better text comes first", () => {
  test.each([
    ["by the first reward, whatever the others say", named(0.6, 0, 0), named(0.5, 1, 1), undefined],
    ["by the second where the first is a draw", named(0.5, 0.2, 0), named(0.5, 0.1, 1), undefined],
    ["or as good as one", named(0.501, 0.2, 0), named(0.509, 0.1, 1), undefined],
    ["but satisfied is more than nearly so", named(1, 0, 0), named(0.9999, 1, 1), undefined],
    ["by the priorities given", named(0, 0, 0.5), named(1, 1, 0.4), ["c"]],
    ["then by the order of the rewards", named(0.3, 0, 0), named(0.2, 1, 0), ["c"]],
    ["in steps that doubles do not blur", named(0.3, 0, 0), named(0.1 * 3, 0, 0).reverse(), undefined],
  ])("%s", (_, better, worse, priorities) => {
    const spec: CombineSpec = { ...inArrayOrder, ...(priorities && { priorities }) };
    const [one, other] = [ranked(better, spec), ranked(worse, spec)];
    expect(compareRanks(one.rank, other.rank)).toBeLessThan(0);
    expect(one.reward.total).toBeGreaterThan(other.reward.total);
  });
});

test("a hard reward goes before all priorities", () => {
  const one = ranked([score(0), hard(1)]);
  const other = ranked([score(1), hard(0.999)]);
  expect(compareRanks(one.rank, other.rank)).toBeLessThan(0);
  expect(one.reward.total).toBeGreaterThan(other.reward.total);
});

test("the total of one reward is its value, in steps", () => {
  expect(ranked([score(0)]).reward.total).toBe(0);
  expect(ranked([score(0.426)]).reward.total).toBe(0.42);
  expect(ranked([score(1)]).reward.total).toBe(1);
});

test("the total tells texts apart that differ only in the sixth reward", () => {
  const scores = (last: number) => [0.3, 0.7, 0.1, 0.9, 0.2, last].map((value) => score(value));
  expect(ranked(scores(0.5)).reward.total).toBeGreaterThan(ranked(scores(0.48)).reward.total);
});
