/**
 * What happens to each row between products. Every sum is taken in one order, and every step rounds to float32 as ONNX
 * Runtime's operators do, so that both give the same bits.
 */
import { rowsTogether } from "./products";
import { roundingMagic } from "./rounding";

/** Greatest integer of a quantised activation. */
const greatest: f32 = 127;
/** A row of zeros must not divide by zero. */
const leastScale: f32 = 1e-9;

/**
 * RMSNorm (Zhang & Sennrich 2019): y = x / √(mean x² + epsilon) · weight.
 *
 * @param x - float32 [rows, width]
 * @param y - as x, which it may be
 */
export function normalise(x: usize, weight: usize, y: usize, rows: usize, width: usize, epsilon: f32): void {
  const bytes: usize = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    let sum: f32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      const value = load<f32>(x + at);
      sum += value * value;
    }
    const divisor = f32x4.splat(sqrt<f32>(sum / <f32>width + epsilon));
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(y + at, f32x4.mul(f32x4.div(v128.load(x + at), divisor), v128.load(weight + at)));
    }
    x += bytes;
    y += bytes;
  }
}

/** x += more, float32 [count], a multiple of 4. */
export function add(x: usize, more: usize, count: usize): void {
  for (const end = x + (count << 2); x < end; x += 16) {
    v128.store(x, f32x4.add(v128.load(x), v128.load(more)));
    more += 16;
  }
}

/** y = x · factors in each row, float32 [rows, width]. */
export function multiplyColumns(x: usize, factors: usize, y: usize, rows: usize, width: usize): void {
  const bytes: usize = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(y + at, f32x4.mul(v128.load(x + at), v128.load(factors + at)));
    }
    x += bytes;
    y += bytes;
  }
}

/**
 * Some columns of each row as integers −127 … 127, in units of the greatest of them / 127, laid out for `multiply`.
 *
 * @param x - float32 [rows, stride], from the first of the columns on
 * @param y - int16 [rows rounded up to fours, width]
 * @param scales - float32 [rows]
 * @param width - how many columns, a multiple of 4
 */
export function quantise(x: usize, y: usize, scales: usize, rows: usize, width: usize, stride: usize): void {
  const bytes = width << 2;
  const magic = f32x4.splat(roundingMagic);
  for (let row: usize = 0; row < rows; row++) {
    let most = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) most = f32x4.pmax(most, f32x4.abs(v128.load(x + at)));
    const pair = max<f32>(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
    const other = max<f32>(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3));
    const scale = max<f32>(max<f32>(pair, other) * (<f32>1 / greatest), leastScale);
    store<f32>(scales + (row << 2), scale);
    const divisor = f32x4.splat(scale);
    const first = row & ~3;
    const together = rowsTogether(first, rows);
    let target = y + first * (width << 1) + ((row & 3) << 2);
    for (let at: usize = 0; at < bytes; at += 16) {
      const whole = i32x4.sub(f32x4.add(f32x4.div(v128.load(x + at), divisor), magic), magic);
      const pairs = i16x8.narrow_i32x4_s(whole, whole);
      v128.store32_lane(target, pairs, 0);
      v128.store32_lane(target + (together << 2), pairs, 1);
      target += together << 3;
    }
    x += stride << 2;
  }
}

/** Whole numbers of units, at most `most` of them: how values are kept (attention.ts); float32 [count], in place. */
export function wholeNumbers(x: usize, units: f32, most: f32, count: usize): void {
  const factor = f32x4.splat(units);
  const top = f32x4.splat(most);
  const bottom = f32x4.splat(-most);
  for (const end = x + (count << 2); x < end; x += 16) {
    v128.store(x, f32x4.pmin(f32x4.pmax(f32x4.nearest(f32x4.mul(v128.load(x), factor)), bottom), top));
  }
}

/**
 * Rotary embedding (Su et al. 2021) in place, the halves of a head turned against each other.
 *
 * @param x - float32 [rows, heads · dimension]
 * @param cosines - float32 [context, dimension / 2], as are the sines
 * @param positions - int32 [rows]
 * @param dimension - of a head, a multiple of 8
 */
export function rotate(
  x: usize,
  cosines: usize,
  sines: usize,
  positions: usize,
  rows: usize,
  heads: usize,
  dimension: usize,
): void {
  const half: usize = dimension << 1;
  for (let row: usize = 0; row < rows; row++) {
    const turn = load<usize>(positions + (row << 2)) * half;
    for (let head: usize = 0; head < heads; head++) {
      for (let at: usize = 0; at < half; at += 16) {
        const first = v128.load(x + at);
        const second = v128.load(x + half + at);
        const cosine = v128.load(cosines + turn + at);
        const sine = v128.load(sines + turn + at);
        v128.store(x + at, f32x4.sub(f32x4.mul(first, cosine), f32x4.mul(second, sine)));
        v128.store(x + half + at, f32x4.add(f32x4.mul(second, cosine), f32x4.mul(first, sine)));
      }
      x += half << 1;
    }
  }
}

/** x = SiLU(x) · up, float32 [count], a multiple of 4. */
export function gate(x: usize, up: usize, count: usize): void {
  for (const end = x + (count << 2); x < end; x += 16) {
    const value = v128.load(x);
    v128.store(x, f32x4.mul(f32x4.mul(value, logistic(value)), v128.load(up)));
    up += 16;
  }
}

/** 1 / (1 + e⁻ˣ) by the rational approximation of Eigen and of ONNX Runtime, with the same coefficients. */
function logistic(x: v128): v128 {
  const value = f32x4.pmin(f32x4.pmax(f32x4.splat(-18), x), f32x4.splat(18));
  const square = f32x4.mul(value, value);
  let above = f32x4.add(
    f32x4.mul(square, f32x4.splat(4.37031012579801e-11)),
    f32x4.splat(1.15627324459942e-7),
  );
  above = f32x4.add(f32x4.mul(above, square), f32x4.splat(6.08574864600143e-5));
  above = f32x4.add(f32x4.mul(above, square), f32x4.splat(8.51377133304701e-3));
  above = f32x4.add(f32x4.mul(above, square), f32x4.splat(2.48287947061529e-1));
  above = f32x4.mul(above, value);
  let below = f32x4.add(
    f32x4.mul(square, f32x4.splat(6.10247389755681e-13)),
    f32x4.splat(5.76102136993427e-9),
  );
  below = f32x4.add(f32x4.mul(below, square), f32x4.splat(6.2910678501704e-6));
  below = f32x4.add(f32x4.mul(below, square), f32x4.splat(1.70198817374094e-3));
  below = f32x4.add(f32x4.mul(below, square), f32x4.splat(1.16817656904453e-1));
  below = f32x4.add(f32x4.mul(below, square), f32x4.splat(9.9315192102318e-1));
  const share = f32x4.add(f32x4.div(above, below), f32x4.splat(0.5));
  return f32x4.pmin(f32x4.pmax(share, f32x4.splat(0)), f32x4.splat(1));
}
