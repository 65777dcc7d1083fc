/**
 * Logistic regression by Newton's method, the same to the last bit wherever it runs.
 *
 * @module
 */
import { CholeskyDecomposition, Matrix } from "ml-matrix";

export interface Sample {
  features: Float64Array;
  label: boolean;
}

/** Linear in the features as they are: the scale of the training data is folded in. */
export interface LinearModel {
  weights: Float64Array;
  bias: number;
}

const mostRounds = 30;
const tolerance = 1e-8;

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

/** Minimises ½‖w‖² + strength · Σ importance · loss over the weights and a bias that is not held back. */
function minimise(
  rows: readonly Float64Array[],
  labels: readonly number[],
  importance: readonly number[],
  strength: number,
): Float64Array {
  const size = (rows[0]?.length ?? 0) + 1;
  const solution = new Float64Array(size);
  for (let round = 0; round < mostRounds; round++) {
    const gradient = Float64Array.from(solution);
    gradient[size - 1] = 0;
    const curvature = new Float64Array(size * size);
    for (let index = 0; index < size - 1; index++) curvature[index * (size + 1)] = 1;
    for (const [index, row] of rows.entries()) {
      const probability = 1 / (1 + Math.exp(-scoreOf(row, solution)));
      const weight = strength * (importance[index] ?? 0);
      addScaled(gradient, row, weight * (probability - (labels[index] ?? 0)));
      addOuter(curvature, row, weight * probability * (1 - probability));
    }
    const decomposition = new CholeskyDecomposition(symmetric(curvature, size));
    const step = decomposition.solve(Matrix.columnVector([...gradient])).to1DArray();
    for (const [index, change] of step.entries()) solution[index] = (solution[index] ?? 0) - change;
    if (Math.max(...step.map(Math.abs)) < tolerance) break;
  }
  return solution;
}

function scoreOf(row: Float64Array, solution: Float64Array): number {
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

/** The lower half only, row by row; behind the features stands a 1 for the bias. */
function addOuter(target: Float64Array, row: Float64Array, factor: number): void {
  const size = row.length + 1;
  const extended = Float64Array.of(...row, 1);
  for (let i = 0; i < size; i++) {
    const scaled = factor * (extended[i] ?? 0);
    for (let j = 0; j <= i; j++) {
      target[i * size + j] = (target[i * size + j] ?? 0) + scaled * (extended[j] ?? 0);
    }
  }
}

function symmetric(lower: Float64Array, size: number): Matrix {
  const at = (i: number, j: number) => lower[Math.max(i, j) * size + Math.min(i, j)] ?? 0;
  return Matrix.from1DArray(
    size,
    size,
    Array.from(lower, (_, index) => at(Math.floor(index / size), index % size)),
  );
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
