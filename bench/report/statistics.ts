/**
 * The few statistics that the reports need.
 *
 * @module
 */

/** A mean and its 95 % confidence interval. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

const z = 1.959964;

/** The mean of `values`, with the interval of the normal approximation. */
export function estimateMean(values: readonly number[]): Estimate {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const margin = values.length > 1 ? z * Math.sqrt(variance / values.length) : 0;
  return { mean, low: mean - margin, high: mean + margin };
}

/** The share of ones among zeros and ones, with Wilson's interval, which holds near 0 and 1 too. */
export function estimateShare(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = meanOf(values);
  const centre = (mean + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const margin = (z / (1 + z ** 2 / n)) * Math.sqrt((mean * (1 - mean)) / n + z ** 2 / (4 * n ** 2));
  return { mean, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return meanOf(sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As people read it, the interval in brackets. */
export function formatEstimate(estimate: Estimate, digits: number): string {
  const [mean, low, high] = [estimate.mean, estimate.low, estimate.high].map((value) =>
    value.toFixed(digits),
  );
  return `${mean} [${low}, ${high}]`;
}
