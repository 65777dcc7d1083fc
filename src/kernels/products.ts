/**
 * Products of int8 weights with rows of int16 activations: exact sums in int32, then scales.
 *
 * `i32x4.dot_i16x8_s` multiplies pairs: lane c gets w[2k][c]·x[2k] + w[2k+1][c]·x[2k+1]. So weights lie in blocks of
 * eight outputs, in each pair by pair of inputs: w[2k][0] w[2k+1][0] w[2k][1] w[2k+1][1] … w[2k+1][7], 16 bytes. A block
 * is read once for all rows, four of which share each read: rows lie in fours, in each pair by pair of inputs as well. One
 * or two that are left over lie by themselves; most steps of a search have no more.
 */

/** Outputs of a block. */
export const blockOutputs: usize = 8;
/** Bytes of a pair of inputs in a block, and of a pair in four rows. */
const pairBytes: usize = 16;

/** How many rows, from this one on, are multiplied together: four, of which the last may be no row at all, two or one. */
export function rowsTogether(row: usize, rows: usize): usize {
  const left = rows - row;
  return left > 2 ? 4 : left;
}

/**
 * Lays the weights of a pair of inputs out as `multiply` reads them, in one table with those of all other pairs.
 *
 * @param source - int8 [2, outputs]
 * @param table - int8, inputs × outputs rounded up to whole blocks; outputs that fill up get weights of 0
 * @param inputs - of the table, an even number
 * @param pair - which of inputs / 2
 */
export function packPair(source: usize, table: usize, inputs: usize, outputs: usize, pair: usize): void {
  const blockBytes = (inputs >> 1) * pairBytes;
  let target = table + pair * pairBytes;
  for (let block: usize = 0; block < outputs; block += blockOutputs) {
    for (let column: usize = 0; column < blockOutputs; column++) {
      const from = source + block + column;
      const isThere = block + column < outputs;
      store<i8>(target + 2 * column, isThere ? load<i8>(from) : 0);
      store<i8>(target + 2 * column, isThere ? load<i8>(from + outputs) : 0, 1);
    }
    target += blockBytes;
  }
}

/** One weight as an integer, where `packPair` put it. */
export function packedWeight(packed: usize, inputs: usize, input: usize, output: usize): i32 {
  const block = output / blockOutputs;
  const pair = block * (inputs >> 1) + (input >> 1);
  return load<i8>(packed + pair * pairBytes + (output % blockOutputs) * 2 + (input & 1));
}

/**
 * y[r][o] = (Σ x[r][i] · w[i][o]) · scales[o] · rowScales[r], or that much more.
 *
 * @param x - int16 [rows, inputs], as `quantise` lays them out
 * @param packed - the weights, as `packPair` lays them out
 * @param scales - float32 [outputs, rounded up to whole blocks]
 * @param rowScales - float32 [rows]; one more is read where they do not come out even, and of x one more row
 * @param y - float32 [rows, outputs, rounded up to whole blocks]; what lies there for one row more is lost then
 * @param inputs - an even number, up to 131,072: more products of 127 and −128 could leave int32
 * @param isAdded - whether it is added to what is in y
 */
export function multiply(
  x: usize,
  packed: usize,
  scales: usize,
  rowScales: usize,
  y: usize,
  rows: usize,
  inputs: usize,
  outputs: usize,
  isAdded: bool,
): void {
  const rowBytes = inputs << 1;
  const stride = ((outputs + blockOutputs - 1) / blockOutputs) * blockOutputs * 4;
  for (let output: usize = 0; output < outputs; output += blockOutputs) {
    for (let row: usize = 0; row < rows; row += 4) {
      const from = x + row * rowBytes;
      const to = y + row * stride;
      const together = rowsTogether(row, rows);
      if (together === 1) {
        multiplyOne(from, packed, scales, rowScales + row * 4, to, inputs, isAdded);
      } else if (together === 2) {
        multiplyTwo(from, packed, scales, rowScales + row * 4, to, inputs, stride, isAdded);
      } else {
        multiplyFour(from, packed, scales, rowScales + row * 4, to, inputs, stride, isAdded);
      }
    }
    packed += (inputs >> 1) * pairBytes;
    scales += blockOutputs * 4;
    y += blockOutputs * 4;
  }
}

/** One row with a block; two sums for each output, so that one product need not wait for the one before. */
function multiplyOne(
  x: usize,
  packed: usize,
  scales: usize,
  rowScale: usize,
  y: usize,
  inputs: usize,
  isAdded: bool,
): void {
  let left = i32x4.splat(0);
  let right = left;
  let leftOdd = left;
  let rightOdd = left;
  const end = x + (inputs << 1);
  const whole = x + ((inputs >> 2) << 3);
  while (x < whole) {
    const even = v128.load32_splat(x);
    const odd = v128.load32_splat(x, 4);
    left = i32x4.add(left, i32x4.dot_i16x8_s(v128.load8x8_s(packed), even));
    right = i32x4.add(right, i32x4.dot_i16x8_s(v128.load8x8_s(packed, 8), even));
    leftOdd = i32x4.add(leftOdd, i32x4.dot_i16x8_s(v128.load8x8_s(packed, 16), odd));
    rightOdd = i32x4.add(rightOdd, i32x4.dot_i16x8_s(v128.load8x8_s(packed, 24), odd));
    x += 8;
    packed += 2 * pairBytes;
  }
  if (x < end) {
    const last = v128.load32_splat(x);
    left = i32x4.add(left, i32x4.dot_i16x8_s(v128.load8x8_s(packed), last));
    right = i32x4.add(right, i32x4.dot_i16x8_s(v128.load8x8_s(packed, 8), last));
  }
  put(y, i32x4.add(left, leftOdd), i32x4.add(right, rightOdd), scales, rowScale, isAdded);
}

/** Two rows with a block. */
function multiplyTwo(
  x: usize,
  packed: usize,
  scales: usize,
  rowScales: usize,
  y: usize,
  inputs: usize,
  stride: usize,
  isAdded: bool,
): void {
  let left0 = i32x4.splat(0);
  let right0 = left0;
  let left1 = left0;
  let right1 = left0;
  for (const end = x + (inputs << 2); x < end; x += 8) {
    const left = v128.load8x8_s(packed);
    const right = v128.load8x8_s(packed, 8);
    let pair = v128.load32_splat(x);
    left0 = i32x4.add(left0, i32x4.dot_i16x8_s(left, pair));
    right0 = i32x4.add(right0, i32x4.dot_i16x8_s(right, pair));
    pair = v128.load32_splat(x, 4);
    left1 = i32x4.add(left1, i32x4.dot_i16x8_s(left, pair));
    right1 = i32x4.add(right1, i32x4.dot_i16x8_s(right, pair));
    packed += pairBytes;
  }
  put(y, left0, right0, scales, rowScales, isAdded);
  put(y + stride, left1, right1, scales, rowScales + 4, isAdded);
}

/** Four rows with a block. */
function multiplyFour(
  x: usize,
  packed: usize,
  scales: usize,
  rowScales: usize,
  y: usize,
  inputs: usize,
  stride: usize,
  isAdded: bool,
): void {
  let left0 = i32x4.splat(0);
  let right0 = left0;
  let left1 = left0;
  let right1 = left0;
  let left2 = left0;
  let right2 = left0;
  let left3 = left0;
  let right3 = left0;
  for (const end = x + (inputs >> 1) * pairBytes; x < end; x += pairBytes) {
    const left = v128.load8x8_s(packed);
    const right = v128.load8x8_s(packed, 8);
    let pair = v128.load32_splat(x);
    left0 = i32x4.add(left0, i32x4.dot_i16x8_s(left, pair));
    right0 = i32x4.add(right0, i32x4.dot_i16x8_s(right, pair));
    pair = v128.load32_splat(x, 4);
    left1 = i32x4.add(left1, i32x4.dot_i16x8_s(left, pair));
    right1 = i32x4.add(right1, i32x4.dot_i16x8_s(right, pair));
    pair = v128.load32_splat(x, 8);
    left2 = i32x4.add(left2, i32x4.dot_i16x8_s(left, pair));
    right2 = i32x4.add(right2, i32x4.dot_i16x8_s(right, pair));
    pair = v128.load32_splat(x, 12);
    left3 = i32x4.add(left3, i32x4.dot_i16x8_s(left, pair));
    right3 = i32x4.add(right3, i32x4.dot_i16x8_s(right, pair));
    packed += pairBytes;
  }
  put(y, left0, right0, scales, rowScales, isAdded);
  put(y + stride, left1, right1, scales, rowScales + 4, isAdded);
  put(y + 2 * stride, left2, right2, scales, rowScales + 8, isAdded);
  put(y + 3 * stride, left3, right3, scales, rowScales + 12, isAdded);
}

/** A row's outputs of a block: first the scale of the outputs, then the row's, as ONNX Runtime rounds. */
function put(y: usize, left: v128, right: v128, scales: usize, rowScale: usize, isAdded: bool): void {
  const ofRow = v128.load32_splat(rowScale);
  putFour(y, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(left), v128.load(scales)), ofRow), isAdded);
  putFour(y + 16, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(right), v128.load(scales, 16)), ofRow), isAdded);
}

function putFour(y: usize, scaled: v128, isAdded: bool): void {
  v128.store(y, isAdded ? f32x4.add(v128.load(y), scaled) : scaled);
}
