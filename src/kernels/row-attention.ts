/**
 * What attention does for one row: scores, weights and the mean, of four query heads at a time. Exact where sums go over
 * slots (attention.ts).
 */

/** What a row's weights sum to, and the logarithm of the greatest before they are normalised, 2^11. */
const weightSum: f32 = 16384;
const lift: f32 = 7.624618986159398;

/** scores[slot][lane] = query · key, summed channel by channel; four slots at a time, which need not wait for each other. */
export function score(
  turned: usize,
  keys: usize,
  places: usize,
  scores: usize,
  count: usize,
  dimension: usize,
): void {
  const bytes: usize = dimension << 2;
  let index: usize = 0;
  for (; index + 4 <= count; index += 4) {
    const key0 = keys + load<usize>(places);
    const key1 = keys + load<usize>(places, 4);
    const key2 = keys + load<usize>(places, 8);
    const key3 = keys + load<usize>(places, 12);
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    let query = turned;
    for (let at: usize = 0; at < bytes; at += 4) {
      const channel = v128.load(query);
      sum0 = f32x4.add(sum0, f32x4.mul(channel, v128.load32_splat(key0 + at)));
      sum1 = f32x4.add(sum1, f32x4.mul(channel, v128.load32_splat(key1 + at)));
      sum2 = f32x4.add(sum2, f32x4.mul(channel, v128.load32_splat(key2 + at)));
      sum3 = f32x4.add(sum3, f32x4.mul(channel, v128.load32_splat(key3 + at)));
      query += 16;
    }
    v128.store(scores, sum0);
    v128.store(scores, sum1, 16);
    v128.store(scores, sum2, 32);
    v128.store(scores, sum3, 48);
    scores += 64;
    places += 16;
  }
  for (; index < count; index++) {
    const key = keys + load<usize>(places);
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 4) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(turned + (at << 2)), v128.load32_splat(key + at)));
    }
    v128.store(scores, sum);
    scores += 16;
    places += 4;
  }
}

/** Scores to whole weights, in place; returns what each lane's sum to. */
export function weigh(scores: usize, count: usize): v128 {
  const end = scores + (count << 4);
  let most = v128.load(scores);
  for (let at = scores + 16; at < end; at += 16) most = f32x4.max(most, v128.load(at));
  const base = f32x4.sub(most, f32x4.splat(lift));
  let coarse = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const value = exponential(f32x4.sub(v128.load(at), base));
    v128.store(at, value);
    coarse = f32x4.add(coarse, f32x4.nearest(value));
  }
  const share = f32x4.div(f32x4.splat(weightSum), coarse);
  let sum = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const weight = f32x4.nearest(f32x4.mul(v128.load(at), share));
    v128.store(at, weight);
    sum = f32x4.add(sum, weight);
  }
  return sum;
}

/** y[dimension] += Σ weight · value, for one lane of the weights; 16 channels at a time. */
export function mix(
  weights: usize,
  values: usize,
  places: usize,
  y: usize,
  count: usize,
  dimension: usize,
): void {
  const end = places + (count << 2);
  for (const last = y + (dimension << 2); y < last; y += 64) {
    let sum0 = v128.load(y);
    let sum1 = v128.load(y, 16);
    let sum2 = v128.load(y, 32);
    let sum3 = v128.load(y, 48);
    let weight = weights;
    for (let place = places; place < end; place += 4) {
      const value = values + load<usize>(place);
      const factor = v128.load32_splat(weight);
      sum0 = f32x4.add(sum0, f32x4.mul(factor, v128.load(value)));
      sum1 = f32x4.add(sum1, f32x4.mul(factor, v128.load(value, 16)));
      sum2 = f32x4.add(sum2, f32x4.mul(factor, v128.load(value, 32)));
      sum3 = f32x4.add(sum3, f32x4.mul(factor, v128.load(value, 48)));
      weight += 16;
    }
    v128.store(y, sum0);
    v128.store(y, sum1, 16);
    v128.store(y, sum2, 32);
    v128.store(y, sum3, 48);
    values += 64;
  }
}

/**
 * eˣ = 2^m · e^r, r by a polynomial: the approximation of ONNX Runtime with the same coefficients, for x up to 88.
 * Below e^−103 it is 0 after rounding, which is all that is wanted of it here.
 */
function exponential(x: v128): v128 {
  const magic = f32x4.splat(12582912);
  const value = f32x4.min(f32x4.max(x, f32x4.splat(-103.9720840454)), f32x4.splat(88.776262664795));
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
