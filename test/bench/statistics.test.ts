import { expect, it } from "vitest";
import { estimateMean, estimateShare, median } from "../../bench/report/statistics.ts";

it("finds the median", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([5])).toBe(5);
  expect(median([])).toBeNaN();
});

it("gives the normal interval of a mean", () => {
  const { mean, low, high } = estimateMean([1, 2, 3, 4]);
  expect(mean).toBe(2.5);
  expect(high - mean).toBeCloseTo((1.959964 * 1.290994) / 2, 5);
  expect(mean - low).toBeCloseTo(high - mean, 10);
});

it("gives Wilson's interval of a share", () => {
  const { mean, low, high } = estimateShare([...Array(38).fill(1), 0, 0]);
  expect(mean).toBe(0.95);
  expect(low).toBeCloseTo(0.835, 3);
  expect(high).toBeCloseTo(0.9862, 3);
  expect(estimateShare([1, 1, 1, 1]).high).toBeCloseTo(1, 10);
});
