/**
 * How well keys fit queries: query · key, summed channel by channel. A row's scores lie slot by slot [count, lanes], the
 * lanes heads, whether it was scored by itself or with three others.
 */
import { scoreFour, turn } from "./four-rows";
import { blockSlots, greatestCount } from "./slot-blocks";

/**
 * Each row by itself: [rows, dimension, lanes], the lanes heads; those that are left over repeat the last.
 *
 * @param queries - float32, of each row `width` heads [dimension], the next row's `rowBytes` behind them
 */
export function turnRows(
  queries: usize,
  target: usize,
  rows: usize,
  width: usize,
  dimension: usize,
  rowBytes: usize,
): void {
  const headBytes = dimension << 2;
  for (let row: usize = 0; row < rows; row++) {
    const second = queries + min<usize>(1, width - 1) * headBytes;
    const third = queries + min<usize>(2, width - 1) * headBytes;
    turn(queries, second, third, queries + (width - 1) * headBytes, target, 16, dimension);
    queries += rowBytes;
    target += dimension << 4;
  }
}

/**
 * Scores of all rows, row after row.
 *
 * @param turned - queries, row by row
 * @param turnedFours - the same, by fours of rows
 * @param alike - int32, how many slots those look at alike
 */
export function scoreRows(
  turned: usize,
  turnedFours: usize,
  keys: usize,
  places: usize,
  counts: usize,
  alike: usize,
  scores: usize,
  rows: usize,
  width: usize,
  dimension: usize,
): void {
  const end = greatestCount(counts, rows);
  for (let from: usize = 0; from < end; from += blockSlots) {
    let slots = places;
    let own = scores;
    for (let row: usize = 0; row < rows; row++) {
      const count = load<usize>(counts + (row << 2));
      const together = (row | 3) < rows ? load<usize>(alike + (row & ~3)) : 0;
      if ((row & 3) === 0 && from < together) {
        const queries = turnedFours + row * width * (dimension << 2);
        const here = min<usize>(blockSlots, together - from);
        const strides = counts + (row << 2);
        scoreFour(queries, keys, slots + (from << 2), own + (from << 4), strides, here, width, dimension);
      }
      const alone = max<usize>(from, together);
      const to = min<usize>(from + blockSlots, count);
      if (alone < to) {
        const queries = turned + row * (dimension << 4);
        score(queries, keys, slots + (alone << 2), own + (alone << 4), to - alone, dimension);
      }
      slots += count << 2;
      own += count << 4;
    }
  }
}

/** One row; four slots at a time, which need not wait for each other. */
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
