/**
 * Logistic regression, the same to the last bit wherever it runs.
 *
 * @module
 */
import { lbfgs } from "./lbfgs.ts";

export interface Sample {
  features: Float64Array;
  label: boolean;
}

/** Linear in the features as they are: the scale of the training data is folded in. */
export interface LinearModel {
  weights: Float64Array;
  bias: number;
}

/**
 * Fits standardised features, both classes with the same total weight.
 *
 * @param strength - the inverse of the L2 penalty on the weights, as scikit-learn's `C`
 */
export function fitLogistic(samples: readonly Sample[], strength: number): LinearModel {
  const scale = standardScale(samples.map(({ features }) => features));
  const rows = samples.map(({ features }) => standardise(features, scale));
  const signs = samples.map(({ label }) => (label ? 1 : 0));
  const positives = signs.reduce<number>((sum, sign) => sum + sign, 0);
  const importance = signs.map(
    (sign) => samples.length / (2 * (sign === 1 ? positives : samples.length - positives)),
  );
  const solution = minimise(rows, signs, importance, strength);
  return unscaled(solution, scale);
}

/** ½‖w‖² + strength · Σ importance · loss, over the weights and, last, a bias that is not held back. */
function minimise(
  rows: readonly Float64Array[],
  labels: readonly number[],
  importance: readonly number[],
  strength: number,
): Float64Array {
  const size = (rows[0]?.length ?? 0) + 1;
  return lbfgs(new Float64Array(size), (solution) => {
    const gradient = Float64Array.from(solution);
    gradient[size - 1] = 0;
    let value = gradient.reduce((sum, weight) => sum + weight * weight, 0) / 2;
    for (const [index, row] of rows.entries()) {
      const label = labels[index] ?? 0;
      const logit = (label === 1 ? 1 : -1) * logitOf(row, solution);
      const weight = strength * (importance[index] ?? 0);
      // log(1 + e^-x), without overflow.
      value += weight * (Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(0, -logit));
      addScaled(gradient, row, (label === 1 ? -weight : weight) / (1 + Math.exp(logit)));
    }
    return { value, gradient };
  });
}

function logitOf(row: Float64Array, solution: Float64Array): number {
  let sum = solution[row.length] ?? 0;
  for (let index = 0; index < row.length; index++) sum += (row[index] ?? 0) * (solution[index] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, row: Float64Array, factor: number): void {
  for (let index = 0; index < row.length; index++) {
    target[index] = (target[index] ?? 0) + factor * (row[index] ?? 0);
  }
  target[row.length] = (target[row.length] ?? 0) + factor;
}

interface Scale {
  mean: Float64Array;
  deviation: Float64Array;
}

function standardScale(rows: readonly Float64Array[]): Scale {
  const size = rows[0]?.length ?? 0;
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    let sum = 0;
    for (const row of rows) sum += row[index] ?? 0;
    const centre = sum / rows.length;
    let squares = 0;
    for (const row of rows) squares += ((row[index] ?? 0) - centre) ** 2;
    mean[index] = centre;
    deviation[index] = Math.sqrt(squares / rows.length) || 1;
  }
  return { mean, deviation };
}

function standardise(row: Float64Array, { mean, deviation }: Scale): Float64Array {
  return row.map((value, index) => (value - (mean[index] ?? 0)) / (deviation[index] ?? 1));
}

function unscaled(solution: Float64Array, { mean, deviation }: Scale): LinearModel {
  const weights = mean.map((_, index) => (solution[index] ?? 0) / (deviation[index] ?? 1));
  const shift = weights.reduce((sum, weight, index) => sum + weight * (mean[index] ?? 0), 0);
  return { weights, bias: (solution[weights.length] ?? 0) - shift };
}
