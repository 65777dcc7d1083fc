import { expect, it } from "vitest";
import { speedOf } from "../../bench/engine/speed.ts";

const parts = { embed: 1, layers: 40, head: 9 };

it("compares each round with its neighbour, so that a slow spell of the machine cancels out", () => {
  const speed = speedOf({
    workload: "8 rows",
    rows: 8,
    ours: { rounds: [100, 300, 110], parts },
    reference: { rounds: [80, 250, 100], parts: { ...parts, embed: 11 } },
  });
  expect(speed.milliseconds).toBe(110);
  expect(speed.tokensPerSecond).toBeCloseTo(72.7, 1);
  expect(speed.reference?.ratio).toBeCloseTo(1.2, 10);
  expect(speed.reference?.strictRatio).toBeCloseTo(300 / 240, 10);
});

it("needs no reference", () => {
  expect(
    speedOf({ workload: "1 row", rows: 1, ours: { rounds: [50], parts }, reference: null }),
  ).toMatchObject({
    tokensPerSecond: 20,
    reference: null,
  });
});
