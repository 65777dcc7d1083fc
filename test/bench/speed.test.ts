import { expect, it } from "vitest";
import { speedOf } from "../../bench/engine/speed.ts";

it("compares each round with its neighbour, so that a slow spell of the machine cancels out", () => {
  const speed = speedOf({
    workload: "8 rows",
    rows: 8,
    kernels: [100, 300, 110],
    graphs: [200, 750, 330],
    differing: 0,
    logits: 80,
  });
  expect(speed.kernels.milliseconds).toBe(110);
  expect(speed.kernels.tokensPerSecond).toBeCloseTo(72.7, 1);
  expect(speed.graphs.milliseconds).toBe(330);
  expect(speed.timesAsFast).toBeCloseTo(2.5, 10);
});
