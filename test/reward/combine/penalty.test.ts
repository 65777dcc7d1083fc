import { expect, test } from "vitest";
import { combine, compareRanks } from "../../../src/reward/combine/registry.ts";
import type { CombineSpec } from "../../../src/spec/combine.ts";
import { hard, score } from "./scores.ts";

const spec: CombineSpec = { mode: "penalty", from: 0, to: 9 };
const keeper = [hard(1), score(0.2)];
const breaker = [hard(0.8), score(1)];

test("early on a hard reward may be traded for a soft one, late it may not", () => {
  const better = (pressure: number) =>
    compareRanks(combine(keeper, spec, { pressure }).rank, combine(breaker, spec, { pressure }).rank) < 0
      ? "keeper"
      : "breaker";
  expect([0, 0.2, 0.6, 1].map(better)).toEqual(["breaker", "breaker", "keeper", "keeper"]);
});

test("the answers that are returned satisfy the hard rewards if any does, however mild the multiplier", () => {
  const mild: CombineSpec = { mode: "penalty", from: 0, to: 0 };
  const [one, other] = [keeper, breaker].map((scores) => combine(scores, mild, { pressure: 1 }));
  expect(compareRanks(one?.rank ?? [], other?.rank ?? [])).toBeLessThan(0);
  expect(other?.reward.total).toBe(1);
});

test("the multiplier is the weight of the hard rewards against the soft ones", () => {
  const total = (pressure: number) => combine(breaker, spec, { pressure }).reward.total;
  expect([0, 1 / 9, 1].map(total)).toEqual([1, 0.9, expect.closeTo((1 + 9 * 0.8) / 10, 12)]);
});

test("one kind alone is a mean", () => {
  expect(combine([hard(0.5), hard(1)], spec, { pressure: 0 }).reward.total).toBe(0.75);
  expect(combine([score(0.5), score(1)], spec, { pressure: 1 }).reward.total).toBe(0.75);
});
