/**
 * Attention over a token tree: each row to the slots of its ancestors and to its own, nothing else.
 *
 * What is summed over slots is a whole number, whose float32 sums are exact in any order below 2^24: values are whole
 * numbers up to 2^10, and a row's weights, whole numbers too, sum to some 2^14 (more only where thousands of slots are
 * worth a little less than half a unit each). So a row's result is the same to the bit whatever shares its step and
 * wherever its ancestors lie (models/convert/exact-attention.ts).
 *
 * In each layer a slot holds a key and behind it a value of all key heads, float32. Where they lie is given as places:
 * bytes from where the layer's begin.
 */

/** What a row's weights sum to, and the logarithm of the greatest before they are normalised, 2^11. */
const weightSum: f32 = 16384;
const lift: f32 = 7.624618986159398;

/** Lanes: query heads that share a key head, so many at a time. */
const lanes: usize = 4;

/**
 * Slots that all rows look at before any looks at more: their keys, or values, of one head lie in the first-level cache
 * by then. Rows of a step have most of their ancestors in common, in the same order.
 */
const blockSlots: usize = 64;

/**
 * Writes what a layer has made of some rows to their slots.
 *
 * @param keys - float32 [rows, width]; `values` as well
 * @param places - int32 [rows]
 * @param layer - the address where the layer's slots begin
 */
export function writeSlots(
  keys: usize,
  values: usize,
  places: usize,
  layer: usize,
  rows: usize,
  width: usize,
): void {
  const bytes: usize = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    const slot = layer + load<usize>(places + (row << 2));
    memory.copy(slot, keys, bytes);
    memory.copy(slot + bytes, values, bytes);
    keys += bytes;
    values += bytes;
  }
}

/**
 * The mean of the values that each row attends to.
 *
 * @param queries - float32 [rows, queryHeads · dimension], turned by position
 * @param places - int32, row after row, of the slots that it looks at
 * @param counts - int32 [rows], how many those are, one at least
 * @param layer - the address where the layer's slots begin
 * @param scratch - (rows · dimension + the sum of the counts) · 16 bytes
 * @param y - float32, as the queries
 * @param dimension - of a head, a multiple of 16
 * @param units - of the values, per 1
 */
export function attend(
  queries: usize,
  places: usize,
  counts: usize,
  layer: usize,
  scratch: usize,
  y: usize,
  rows: usize,
  queryHeads: usize,
  keyHeads: usize,
  dimension: usize,
  units: f32,
): void {
  const headBytes: usize = dimension << 2;
  const shared = queryHeads / keyHeads;
  const rowBytes = queryHeads * headBytes;
  const weights = scratch + rows * (dimension << 4);
  for (let keyHead: usize = 0; keyHead < keyHeads; keyHead++) {
    const keys = layer + keyHead * headBytes;
    const values = keys + keyHeads * headBytes;
    for (let first: usize = 0; first < shared; first += lanes) {
      const width = min<usize>(lanes, shared - first);
      const head: usize = (keyHead * shared + first) * headBytes;
      turn(queries + head, scratch, rows, width, dimension, rowBytes);
      scoreRows(scratch, keys, places, counts, weights, rows, dimension);
      // The turned queries are of no use any more.
      weighRows(weights, counts, scratch, rows, dimension, units);
      mixRows(weights, values, places, counts, y + head, rows, width, dimension, rowBytes);
      divideRows(y + head, scratch, rows, width, dimension, rowBytes);
    }
  }
}

/** Queries [lanes, dimension] of each row to [dimension, lanes], scaled; lanes that are left over repeat the last. */
function turn(
  queries: usize,
  target: usize,
  rows: usize,
  width: usize,
  dimension: usize,
  rowBytes: usize,
): void {
  const scale: f32 = <f32>(1 / sqrt<f64>(<f64>dimension));
  for (let row: usize = 0; row < rows; row++) {
    for (let lane: usize = 0; lane < lanes; lane++) {
      const query = queries + min<usize>(lane, width - 1) * (dimension << 2);
      for (let channel: usize = 0; channel < dimension; channel++) {
        store<f32>(target + (channel << 4) + (lane << 2), load<f32>(query + (channel << 2)) * scale);
      }
    }
    queries += rowBytes;
    target += dimension << 4;
  }
}

/** The greatest of int32 [rows] counts. */
function most(counts: usize, rows: usize): usize {
  let greatest: usize = 0;
  for (let row: usize = 0; row < rows; row++)
    greatest = max<usize>(greatest, load<usize>(counts + (row << 2)));
  return greatest;
}

/** Scores of all rows, row after row [count, lanes], block by block of slots. */
function scoreRows(
  turned: usize,
  keys: usize,
  places: usize,
  counts: usize,
  scores: usize,
  rows: usize,
  dimension: usize,
): void {
  const end = most(counts, rows);
  for (let from: usize = 0; from < end; from += blockSlots) {
    let query = turned;
    let slot = places + (from << 2);
    let target = scores + (from << 4);
    for (let row: usize = 0; row < rows; row++) {
      const count = load<usize>(counts + (row << 2));
      if (from < count) score(query, keys, slot, target, min<usize>(blockSlots, count - from), dimension);
      query += dimension << 4;
      slot += count << 2;
      target += count << 4;
    }
  }
}

/** The scores of each row to weights, in place, and what to divide its mean by to the first lanes of its turned queries. */
function weighRows(
  scores: usize,
  counts: usize,
  divisors: usize,
  rows: usize,
  dimension: usize,
  units: f32,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const count = load<usize>(counts + (row << 2));
    v128.store(divisors, f32x4.mul(weigh(scores, count), f32x4.splat(units)));
    scores += count << 4;
    divisors += dimension << 4;
  }
}

/** Σ weight · value of each row's heads, block by block of slots. */
function mixRows(
  weights: usize,
  values: usize,
  places: usize,
  counts: usize,
  y: usize,
  rows: usize,
  width: usize,
  dimension: usize,
  rowBytes: usize,
): void {
  const headBytes = dimension << 2;
  for (let row: usize = 0; row < rows; row++) memory.fill(y + row * rowBytes, 0, width * headBytes);
  const end = most(counts, rows);
  for (let from: usize = 0; from < end; from += blockSlots) {
    let slot = places + (from << 2);
    let weight = weights + (from << 4);
    for (let row: usize = 0; row < rows; row++) {
      const count = load<usize>(counts + (row << 2));
      if (from < count) {
        const here = min<usize>(blockSlots, count - from);
        const to = y + row * rowBytes;
        for (let lane: usize = 0; lane < width; lane++) {
          mix(weight + (lane << 2), values, slot, to + lane * headBytes, here, dimension);
        }
      }
      slot += count << 2;
      weight += count << 4;
    }
  }
}

function divideRows(
  y: usize,
  divisors: usize,
  rows: usize,
  width: usize,
  dimension: usize,
  rowBytes: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    let at = y + row * rowBytes;
    for (let lane: usize = 0; lane < width; lane++) {
      const divisor = v128.load32_splat(divisors + (lane << 2));
      for (const end = at + (dimension << 2); at < end; at += 16) {
        v128.store(at, f32x4.div(v128.load(at), divisor));
      }
    }
    divisors += dimension << 4;
  }
}

/** scores[slot][lane] = query · key, summed channel by channel; four slots at a time, which need not wait for each other. */
function score(
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

/** y[dimension] += Σ weight · value, for one lane of the weights; 16 channels at a time. */
function mix(weights: usize, values: usize, places: usize, y: usize, count: usize, dimension: usize): void {
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
