import { expect, test } from "vitest";
import { combine } from "../../../src/reward/combine/registry.ts";
import { hard, score } from "./scores.ts";

test.each([
  ["soft rewards wait until the hard ones hold", [hard(0.5), score(0.5)], 0.25],
  ["and then count", [hard(1), score(0.5)], 0.75],
  ["by weight", [hard(1, { weight: 3 }), score(0.5)], 0.875],
  ["alone they are all there is", [score(0.5)], 0.5],
  ["of several hard ones each tells how near the text is", [hard(1), hard(0), score(1)], 1 / 3],
])("%s", (_, scores, total) => {
  expect(combine(scores, { mode: "gated" }, { pressure: 1 }).reward.total).toBe(total);
});
