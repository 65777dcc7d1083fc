import { expect, test } from "vitest";
import { guidedShare } from "../../src/reward/guided-share.ts";

const gated = { mode: "gated" } as const;
const reward = {
  guides: ["prefix"],
  weight: 1,
  enforce: "soft",
  constructive: false,
  audit: false,
} as const;
const silent = { ...reward, guides: ["bound"] } as const;

test("the share of rewards that speak about unfinished texts goes by weight", () => {
  expect(guidedShare([reward, { ...silent, weight: 3 }], gated)).toBe(0.25);
  expect(guidedShare([silent], gated)).toBe(0);
  expect(guidedShare([], gated)).toBe(1);
});

test("what every path keeps to, and what the search never sees, does not count", () => {
  const rule = { ...reward, enforce: "hard", constructive: true } as const;
  const audit = { ...silent, audit: true } as const;
  expect(guidedShare([rule, silent], gated)).toBe(0);
  expect(guidedShare([rule, audit], gated)).toBe(1);
  expect(guidedShare([reward, audit], gated)).toBe(1);
});

test("rewards that only make sense together, of whole texts, share nothing", () => {
  expect(guidedShare([reward], { mode: "penalty", from: 1, to: 10 })).toBe(0);
});
