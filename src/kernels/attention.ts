/**
 * Attention over a token tree: each row to the slots of its ancestors and to its own, nothing else.
 *
 * What is summed over slots is a whole number, whose float32 sums are exact in any order below 2^24: values are whole
 * numbers up to 2^10, and a row's weights, whole numbers too, sum to some 2^14 (more only where thousands of slots are
 * worth a little less than half a unit each). So a row's result is the same to the bit
 * whatever shares its step and wherever its ancestors lie (models/convert/exact-attention.ts).
 *
 * A slot holds for each layer, one after the other, a key and a value of all key heads, float32.
 */

/** What a row's weights sum to, and the logarithm of the greatest before they are normalised, 2^11. */
const weightSum: f32 = 16384;
const lift: f32 = 7.624618986159398;

/** Lanes: query heads that share a key head, so many at a time. */
const lanes: usize = 4;

/**
 * Writes what a layer has made of some rows to their slots.
 *
 * @param keys - float32 [rows, width]; `values` as well
 * @param slots - int32 [rows]
 * @param pool - the layer's key in slot 0
 * @param slotBytes - from one slot to the next
 */
export function writeSlots(
  keys: usize,
  values: usize,
  slots: usize,
  pool: usize,
  rows: usize,
  width: usize,
  slotBytes: usize,
): void {
  const bytes: usize = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    const slot = pool + load<usize>(slots + (row << 2)) * slotBytes;
    memory.copy(slot, keys, bytes);
    memory.copy(slot + bytes, values, bytes);
    keys += bytes;
    values += bytes;
  }
}

/**
 * The mean of the values that each row attends to.
 *
 * @param queries - float32 [rows, queryHeads · dimension], turned by position; scaled in place
 * @param slots - int32, row after row, the slots that it looks at
 * @param counts - int32 [rows], how many those are, one at least
 * @param scratch - (dimension + the greatest count) · 16 bytes
 * @param y - float32, as the queries
 * @param dimension - of a head, a multiple of 16
 * @param units - of the values, per 1
 */
export function attend(
  queries: usize,
  slots: usize,
  counts: usize,
  pool: usize,
  scratch: usize,
  y: usize,
  rows: usize,
  queryHeads: usize,
  keyHeads: usize,
  dimension: usize,
  slotBytes: usize,
  units: f32,
): void {
  const headBytes: usize = dimension << 2;
  const valueOffset: usize = keyHeads * headBytes;
  const shared = queryHeads / keyHeads;
  const scale: f32 = <f32>(1 / sqrt<f64>(<f64>dimension));
  const weights = scratch + (dimension << 4);
  for (let row: usize = 0; row < rows; row++) {
    const count = load<usize>(counts + (row << 2));
    for (let keyHead: usize = 0; keyHead < keyHeads; keyHead++) {
      const keys = pool + keyHead * headBytes;
      for (let first: usize = 0; first < shared; first += lanes) {
        const width = min<usize>(lanes, shared - first);
        const head: usize = (keyHead * shared + first) * headBytes;
        turn(queries + head, scratch, width, dimension, scale);
        score(scratch, keys, slots, weights, count, dimension, slotBytes);
        // The turned queries are of no use any more.
        v128.store(scratch, f32x4.mul(weigh(weights, count), f32x4.splat(units)));
        for (let lane: usize = 0; lane < width; lane++) {
          const divisor = v128.load32_splat(scratch + (lane << 2));
          const to = y + head + lane * headBytes;
          mix(weights + (lane << 2), keys + valueOffset, slots, to, count, dimension, slotBytes, divisor);
        }
      }
    }
    slots += count << 2;
    queries += queryHeads * headBytes;
    y += queryHeads * headBytes;
  }
}

/** Queries [lanes, dimension] to [dimension, lanes], scaled; lanes that are left over repeat the last. */
function turn(queries: usize, target: usize, width: usize, dimension: usize, scale: f32): void {
  for (let lane: usize = 0; lane < lanes; lane++) {
    const query = queries + min<usize>(lane, width - 1) * (dimension << 2);
    for (let channel: usize = 0; channel < dimension; channel++) {
      store<f32>(target + (channel << 4) + (lane << 2), load<f32>(query + (channel << 2)) * scale);
    }
  }
}

/** scores[slot][lane] = query · key, summed channel by channel; four slots at a time, which need not wait for each other. */
function score(
  turned: usize,
  keys: usize,
  slots: usize,
  scores: usize,
  count: usize,
  dimension: usize,
  slotBytes: usize,
): void {
  const bytes: usize = dimension << 2;
  let index: usize = 0;
  for (; index + 4 <= count; index += 4) {
    const key0 = keys + load<usize>(slots) * slotBytes;
    const key1 = keys + load<usize>(slots, 4) * slotBytes;
    const key2 = keys + load<usize>(slots, 8) * slotBytes;
    const key3 = keys + load<usize>(slots, 12) * slotBytes;
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
    slots += 16;
  }
  for (; index < count; index++) {
    const key = keys + load<usize>(slots) * slotBytes;
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 4) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(turned + (at << 2)), v128.load32_splat(key + at)));
    }
    v128.store(scores, sum);
    scores += 16;
    slots += 4;
  }
}

/** Scores to whole weights, in place; returns what each lane's sum to. */
function weigh(scores: usize, count: usize): v128 {
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

/** y[dimension] = Σ weight · value / divisor, for one lane of the weights; 16 channels at a time. */
function mix(
  weights: usize,
  values: usize,
  slots: usize,
  y: usize,
  count: usize,
  dimension: usize,
  slotBytes: usize,
  divisor: v128,
): void {
  const end = slots + (count << 2);
  for (const last = y + (dimension << 2); y < last; y += 64) {
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    let weight = weights;
    for (let slot = slots; slot < end; slot += 4) {
      const value = values + load<usize>(slot) * slotBytes;
      const factor = v128.load32_splat(weight);
      sum0 = f32x4.add(sum0, f32x4.mul(factor, v128.load(value)));
      sum1 = f32x4.add(sum1, f32x4.mul(factor, v128.load(value, 16)));
      sum2 = f32x4.add(sum2, f32x4.mul(factor, v128.load(value, 32)));
      sum3 = f32x4.add(sum3, f32x4.mul(factor, v128.load(value, 48)));
      weight += 16;
    }
    v128.store(y, f32x4.div(sum0, divisor));
    v128.store(y, f32x4.div(sum1, divisor), 16);
    v128.store(y, f32x4.div(sum2, divisor), 32);
    v128.store(y, f32x4.div(sum3, divisor), 48);
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
