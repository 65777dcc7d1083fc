/**
 * Products of int8 weights with rows of int16 activations: exact sums in int32, then scales.
 *
 * `i32x4.dot_i16x8_s` multiplies pairs: lane c gets w[2k][c]·x[2k] + w[2k+1][c]·x[2k+1]. So weights lie in blocks of
 * eight outputs, in each pair by pair of inputs: w[2k][0] w[2k+1][0] w[2k][1] w[2k+1][1] … w[2k+1][7], 16 bytes. A block
 * is read once for all rows, four of which share each read: rows lie in fours, in each pair by pair of inputs as well, and
 * a last one that is left over by itself.
 */

/** Outputs of a block. */
export const blockOutputs: usize = 8;
/** Bytes of a pair of inputs in a block, and of a pair in four rows. */
const pairBytes: usize = 16;

/** How many rows, from this one on, are multiplied together: four, of which some may be no rows at all, or one. */
export function rowsTogether(row: usize, rows: usize): usize {
  return rows - row === 1 ? 1 : 4;
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
 * @param rowScales - float32 [rows]; up to three more are read, and of x as many rows
 * @param y - float32 [rows, outputs, rounded up to whole blocks]; what lies there for up to three rows more is lost
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
      if (rowsTogether(row, rows) === 1) {
        multiplyOne(from, packed, scales, rowScales + row * 4, to, inputs, isAdded);
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
  const scale = v128.load32_splat(rowScale);
  put(y, i32x4.add(left, leftOdd), v128.load(scales), scale, isAdded);
  put(y + 16, i32x4.add(right, rightOdd), v128.load(scales, 16), scale, isAdded);
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
  const leftScales = v128.load(scales);
  const rightScales = v128.load(scales, 16);
  const scale0 = v128.load32_splat(rowScales);
  put(y, left0, leftScales, scale0, isAdded);
  put(y + 16, right0, rightScales, scale0, isAdded);
  const scale1 = v128.load32_splat(rowScales, 4);
  put(y + stride, left1, leftScales, scale1, isAdded);
  put(y + stride + 16, right1, rightScales, scale1, isAdded);
  const scale2 = v128.load32_splat(rowScales, 8);
  put(y + 2 * stride, left2, leftScales, scale2, isAdded);
  put(y + 2 * stride + 16, right2, rightScales, scale2, isAdded);
  const scale3 = v128.load32_splat(rowScales, 12);
  put(y + 3 * stride, left3, leftScales, scale3, isAdded);
  put(y + 3 * stride + 16, right3, rightScales, scale3, isAdded);
}

/** Four outputs: first the scale of the outputs, then the row's, as ONNX Runtime rounds. */
function put(y: usize, sums: v128, scales: v128, rowScale: v128, isAdded: bool): void {
  const scaled = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sums), scales), rowScale);
  v128.store(y, isAdded ? f32x4.add(v128.load(y), scaled) : scaled);
}
