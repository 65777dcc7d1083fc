/**
 * Dense float32 matrices as the converter passes them around: a product's weights, [outputs, inputs].
 *
 * @module
 */

/** Row-major values of shape [rows, columns]; for a product's weights rows are outputs, columns inputs. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** The transpose of `matrix`: ONNX products take their weights as [inputs, outputs]. */
export function transpose({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column] ?? 0;
    }
  }
  return { rows: columns, columns: rows, values: turned };
}

/** A copy with row r multiplied by `factors[r]`. */
export function scaleRows(matrix: Matrix, factors: Float32Array): Matrix {
  return scaled(matrix, (row) => factors[row] ?? 1);
}

/** A copy with column c multiplied by `factors[c]`. */
export function scaleColumns(matrix: Matrix, factors: Float32Array): Matrix {
  return scaled(matrix, (_row, column) => factors[column] ?? 1);
}

/** The columns `first` (included) to `end` (excluded) of `matrix`. */
export function sliceColumns(matrix: Matrix, first: number, end: number): Matrix {
  const columns = end - first;
  const values = new Float32Array(matrix.rows * columns);
  for (let row = 0; row < matrix.rows; row++) {
    const start = row * matrix.columns;
    values.set(matrix.values.subarray(start + first, start + end), row * columns);
  }
  return { rows: matrix.rows, columns, values };
}

/** The greatest |value| of each column, over all `matrices`, which share their column count. */
export function columnMaxima(matrices: readonly Matrix[]): Float32Array {
  const maxima = new Float32Array(matrices[0]?.columns ?? 0);
  for (const { columns, values } of matrices) {
    for (let index = 0; index < values.length; index++) {
      const column = index % columns;
      maxima[column] = Math.max(maxima[column] ?? 0, Math.abs(values[index] ?? 0));
    }
  }
  return maxima;
}

function scaled(matrix: Matrix, factor: (row: number, column: number) => number): Matrix {
  const { rows, columns } = matrix;
  const values = new Float32Array(matrix.values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      values[index] = (matrix.values[index] ?? 0) * factor(row, column);
    }
  }
  return { rows, columns, values };
}
