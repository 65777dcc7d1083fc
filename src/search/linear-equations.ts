/**
 * Systems of linear equations.
 *
 * @module
 */

/**
 * The x for which `matrix` · x = `right`, by Cholesky's decomposition.
 *
 * @param matrix - [n, n], symmetric and positive definite
 * @param right - [n]
 */
export function solvePositiveDefinite(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const n = right.length;
  const lower = new Float64Array(n * n);
  const at = (row: number, column: number) => lower[row * n + column] ?? 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]?.[column] ?? 0;
      for (let k = 0; k < column; k++) rest -= at(row, k) * at(column, k);
      lower[row * n + column] = row === column ? Math.sqrt(rest) : rest / at(column, column);
    }
  }
  const x = [...right];
  for (let row = 0; row < n; row++) {
    let rest = x[row] ?? 0;
    for (let k = 0; k < row; k++) rest -= at(row, k) * (x[k] ?? 0);
    x[row] = rest / at(row, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let rest = x[row] ?? 0;
    for (let k = row + 1; k < n; k++) rest -= at(k, row) * (x[k] ?? 0);
    x[row] = rest / at(row, row);
  }
  return x;
}
