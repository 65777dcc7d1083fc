/** What is to be known of all logits of a row, before they leave the memory. */

/** Below e^−45 of the greatest, not even all of a vocabulary together would change the sum by 10^−14 of it. */
const least: f64 = -45;

/** The greatest of float32 [count] values. */
export function greatestOf(values: usize, count: usize): f32 {
  const end = values + (count << 2);
  const whole = values + ((count & ~3) << 2);
  let vector = f32x4.splat(load<f32>(values));
  for (let at = values; at < whole; at += 16) vector = f32x4.pmax(vector, v128.load(at));
  const low = max<f32>(f32x4.extract_lane(vector, 0), f32x4.extract_lane(vector, 1));
  let most = max<f32>(low, max<f32>(f32x4.extract_lane(vector, 2), f32x4.extract_lane(vector, 3)));
  for (let at = whole; at < end; at += 4) most = max<f32>(most, load<f32>(at));
  return most;
}

/** Σ e^(value − greatest) over float32 [count] values. */
export function sumOfExponentials(values: usize, count: usize, greatest: f32): f64 {
  const end = values + (count << 2);
  const whole = values + ((count & ~3) << 2);
  const top = f64x2.splat(<f64>greatest);
  let first = f64x2.splat(0);
  let second = first;
  for (let at = values; at < whole; at += 16) {
    const four = v128.load(at);
    const other = v128.shuffle<i32>(four, four, 2, 3, 2, 3);
    first = f64x2.add(first, exponential(f64x2.sub(f64x2.promote_low_f32x4(four), top)));
    second = f64x2.add(second, exponential(f64x2.sub(f64x2.promote_low_f32x4(other), top)));
  }
  const sums = f64x2.add(first, second);
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let at = whole; at < end; at += 4) {
    const below = f64x2.sub(f64x2.promote_low_f32x4(f32x4.splat(load<f32>(at))), top);
    sum += f64x2.extract_lane(exponential(below), 0);
  }
  return sum;
}

/** eˣ for x from −45, what is below taken for it, to 0: 2^m · e^r, e^r by its series to r^10, which is good to 10^−12. */
function exponential(x: v128): v128 {
  const value = f64x2.pmax(x, f64x2.splat(least));
  const m = f64x2.nearest(f64x2.mul(value, f64x2.splat(Math.LOG2E)));
  const r = f64x2.sub(value, f64x2.mul(m, f64x2.splat(Math.LN2)));
  let series = f64x2.splat(1.0 / 3628800);
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 362880));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 40320));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 5040));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 720));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 120));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 24));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1.0 / 6));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(0.5));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1));
  series = f64x2.add(f64x2.mul(series, r), f64x2.splat(1));
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(m));
  return f64x2.mul(series, i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52));
}
