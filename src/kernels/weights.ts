/**
 * Scores to weights: a softmax in whole numbers (models/convert/exact-attention.ts), so that what is summed over slots is
 * exact in any order.
 */
import { roundingMagic } from "./rounding";

/** What a row's weights sum to, and the logarithm of the greatest before they are normalised, 2^11. */
const weightSum: f32 = 16384;
const lift: f32 = 7.624618986159398;

/**
 * The scores of each row to weights, in place: int16, for two slots each lane's side by side [count / 2, lanes, 2]. Where
 * the count is odd, the last slot's have 0 beside them.
 *
 * @param scores - float32, row after row [count, lanes], and the weights of a row begin where its scores began
 * @param divisors - receives what to divide each row's mean by [rows, lanes]
 * @param units - of the values, per 1
 */
export function weighRows(scores: usize, counts: usize, divisors: usize, rows: usize, units: f32): void {
  for (let row: usize = 0; row < rows; row++) {
    const count = load<usize>(counts + (row << 2));
    v128.store(divisors, f32x4.mul(weigh(scores, count), f32x4.splat(units)));
    scores += count << 4;
    divisors += 16;
  }
}

/** One row's; returns what each lane's sum to. */
function weigh(scores: usize, count: usize): v128 {
  const end = scores + (count << 4);
  let most = v128.load(scores);
  for (let at = scores + 16; at < end; at += 16) most = f32x4.pmax(most, v128.load(at));
  const base = f32x4.sub(most, f32x4.splat(lift));
  let coarse = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const value = exponential(f32x4.sub(v128.load(at), base));
    v128.store(at, value);
    coarse = f32x4.add(coarse, f32x4.nearest(value));
  }
  const share = f32x4.div(f32x4.splat(weightSum), coarse);
  const magic = f32x4.splat(roundingMagic);
  let sum = i32x4.splat(0);
  for (let at = scores; at < end; at += 32) {
    const first = i32x4.sub(f32x4.add(f32x4.mul(v128.load(at), share), magic), magic);
    let second = i32x4.splat(0);
    if (at + 16 < end) second = i32x4.sub(f32x4.add(f32x4.mul(v128.load(at, 16), share), magic), magic);
    sum = i32x4.add(sum, i32x4.add(first, second));
    const both = i16x8.narrow_i32x4_s(first, second);
    v128.store(scores, v128.shuffle<i16>(both, both, 0, 4, 1, 5, 2, 6, 3, 7));
    scores += 16;
  }
  return f32x4.convert_i32x4_s(sum);
}

/**
 * eˣ = 2^m · e^r, r by a polynomial: the approximation of ONNX Runtime with the same coefficients, for x up to 88.
 * Below e^−103 it is 0 after rounding, which is all that is wanted of it here.
 */
function exponential(x: v128): v128 {
  const magic = f32x4.splat(roundingMagic);
  const value = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-103.9720840454)), f32x4.splat(88.776262664795));
  const biased = f32x4.add(f32x4.mul(value, f32x4.splat(Mathf.LOG2E)), magic);
  const m = f32x4.sub(biased, magic);
  let rest = f32x4.add(f32x4.mul(m, f32x4.splat(-6.93145752e-1)), value);
  rest = f32x4.add(f32x4.mul(m, f32x4.splat(-1.42860677e-6)), rest);
  // Two factors of 2^m, because one float's exponent does not reach all that there are.
  const one = i32x4.splat(0x3f800000);
  const exponent = i32x4.shl(biased, 23);
  const normal = i32x4.max_s(i32x4.min_s(exponent, one), i32x4.splat(0xc1000000));
  const beyond = i32x4.add(i32x4.sub(exponent, normal), one);
  let p = f32x4.splat(1.3780593872070312e-3);
  p = f32x4.add(f32x4.mul(p, rest), f32x4.splat(8.373124524950981e-3));
  p = f32x4.add(f32x4.mul(p, rest), f32x4.splat(4.1669536381959915e-2));
  p = f32x4.add(f32x4.mul(p, rest), f32x4.splat(1.66664719581604e-1));
  p = f32x4.add(f32x4.mul(p, rest), f32x4.splat(4.9999985098838806e-1));
  p = f32x4.add(f32x4.mul(p, rest), f32x4.splat(1));
  p = f32x4.add(f32x4.mul(p, f32x4.mul(rest, beyond)), beyond);
  return f32x4.mul(p, i32x4.add(normal, one));
}
