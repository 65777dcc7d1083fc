/**
 * The mean of the values that a row attends to: Σ weight · value in whole numbers, divided at the end.
 *
 * Values are up to 2^10 and weights up to 2^14, each less than int16 has. A row's weights sum to some 2^14, and to half a
 * unit more for each slot at most: with 100,000 slots their products would still sum to less than int32 has.
 */
import { blockSlots, greatestCount } from "./slot-blocks";

/**
 * The sums of all rows, block by block of slots.
 *
 * @param weights - int16, as `weighRows` lays them out
 * @param values - the address from which places count: int16 [dimension] for each slot
 * @param y - receives int32, of each row `width` heads [dimension], the next row's `rowBytes` behind them
 */
export function mixRows(
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
  for (let row: usize = 0; row < rows; row++) memory.fill(y + row * rowBytes, 0, width * (dimension << 2));
  const end = greatestCount(counts, rows);
  for (let from: usize = 0; from < end; from += blockSlots) {
    let slot = places + (from << 2);
    let weight = weights + (from << 3);
    for (let row: usize = 0; row < rows; row++) {
      const count = load<usize>(counts + (row << 2));
      if (from < count) {
        const here = min<usize>(blockSlots, count - from);
        mix(weight, values, slot, y + row * rowBytes, here, width, dimension);
      }
      slot += count << 2;
      weight += count << 4;
    }
  }
}

/**
 * y[width, dimension] += Σ weight · value; 8 channels at a time, of all heads that share each read of the values.
 *
 * `i32x4.dot_i16x8_s` multiplies pairs: two slots' values of a channel with two weights.
 */
function mix(
  weights: usize,
  values: usize,
  places: usize,
  y: usize,
  count: usize,
  width: usize,
  dimension: usize,
): void {
  const headBytes = dimension << 2;
  const last = places + ((count - 1) << 2);
  const y1: usize = width > 1 ? headBytes : 0;
  const y2: usize = width > 2 ? headBytes << 1 : 0;
  const y3: usize = width > 3 ? headBytes + y2 : 0;
  for (const end = y + headBytes; y < end; y += 32) {
    let left0 = v128.load(y);
    let right0 = v128.load(y, 16);
    let left1 = v128.load(y + y1);
    let right1 = v128.load(y + y1, 16);
    let left2 = v128.load(y + y2);
    let right2 = v128.load(y + y2, 16);
    let left3 = v128.load(y + y3);
    let right3 = v128.load(y + y3, 16);
    let weight = weights;
    for (let place = places; place <= last; place += 8) {
      // A last slot without another beside it has a weight of 0 there.
      const first = v128.load(values + load<usize>(place));
      const second = v128.load(values + load<usize>(min<usize>(place + 4, last)));
      const left = v128.shuffle<i16>(first, second, 0, 8, 1, 9, 2, 10, 3, 11);
      const right = v128.shuffle<i16>(first, second, 4, 12, 5, 13, 6, 14, 7, 15);
      const weight0 = v128.load32_splat(weight);
      left0 = i32x4.add(left0, i32x4.dot_i16x8_s(left, weight0));
      right0 = i32x4.add(right0, i32x4.dot_i16x8_s(right, weight0));
      if (width > 1) {
        const weight1 = v128.load32_splat(weight, 4);
        left1 = i32x4.add(left1, i32x4.dot_i16x8_s(left, weight1));
        right1 = i32x4.add(right1, i32x4.dot_i16x8_s(right, weight1));
      }
      if (width > 2) {
        const weight2 = v128.load32_splat(weight, 8);
        left2 = i32x4.add(left2, i32x4.dot_i16x8_s(left, weight2));
        right2 = i32x4.add(right2, i32x4.dot_i16x8_s(right, weight2));
      }
      if (width > 3) {
        const weight3 = v128.load32_splat(weight, 12);
        left3 = i32x4.add(left3, i32x4.dot_i16x8_s(left, weight3));
        right3 = i32x4.add(right3, i32x4.dot_i16x8_s(right, weight3));
      }
      weight += 16;
    }
    // Heads that are not there have the first one's place, which comes last.
    v128.store(y + y3, left3);
    v128.store(y + y3, right3, 16);
    v128.store(y + y2, left2);
    v128.store(y + y2, right2, 16);
    v128.store(y + y1, left1);
    v128.store(y + y1, right1, 16);
    v128.store(y, left0);
    v128.store(y, right0, 16);
    values += 16;
  }
}

/** Divides each row's heads, int32, by its divisors [rows, lanes], in place. */
export function divideRows(
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
        v128.store(at, f32x4.div(f32x4.convert_i32x4_s(v128.load(at)), divisor));
      }
    }
    divisors += 16;
  }
}
