/**
 * The mean of the values that a row attends to: Σ weight · value, exact in any order (attention.ts), divided at the end.
 */
import { blockSlots, mostSlots } from "./slot-blocks";

/** The sums of all rows, block by block of slots. */
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
  const end = mostSlots(counts, rows);
  for (let from: usize = 0; from < end; from += blockSlots) {
    let slot = places + (from << 2);
    let weight = weights + (from << 4);
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

/** y[width, dimension] += Σ weight · value; 8 channels at a time, of all heads that share each read of the values. */
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
  const placesEnd = places + (count << 2);
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
    for (let place = places; place < placesEnd; place += 4) {
      const value = values + load<usize>(place);
      const left = v128.load(value);
      const right = v128.load(value, 16);
      const weight0 = v128.load32_splat(weight);
      left0 = f32x4.add(left0, f32x4.mul(weight0, left));
      right0 = f32x4.add(right0, f32x4.mul(weight0, right));
      if (width > 1) {
        const weight1 = v128.load32_splat(weight, 4);
        left1 = f32x4.add(left1, f32x4.mul(weight1, left));
        right1 = f32x4.add(right1, f32x4.mul(weight1, right));
      }
      if (width > 2) {
        const weight2 = v128.load32_splat(weight, 8);
        left2 = f32x4.add(left2, f32x4.mul(weight2, left));
        right2 = f32x4.add(right2, f32x4.mul(weight2, right));
      }
      if (width > 3) {
        const weight3 = v128.load32_splat(weight, 12);
        left3 = f32x4.add(left3, f32x4.mul(weight3, left));
        right3 = f32x4.add(right3, f32x4.mul(weight3, right));
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
    values += 32;
  }
}

/** Divides each row's heads by its divisors [rows, lanes]. */
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
        v128.store(at, f32x4.div(v128.load(at), divisor));
      }
    }
    divisors += 16;
  }
}
