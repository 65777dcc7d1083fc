/**
 * Four rows that look at the same slots, scored together: a lane each. Query heads of a single row take lanes likewise.
 */

/** Rows, or heads, whose channels lie side by side once they are turned. */
export const lanes: usize = 4;

/** Four rows together: [rows / 4, dimension, width, lanes], the lanes rows; rows that are left over are not there. */
export function turnFours(
  queries: usize,
  target: usize,
  rows: usize,
  width: usize,
  dimension: usize,
  rowBytes: usize,
): void {
  for (let row: usize = 0; row + 4 <= rows; row += 4) {
    for (let head: usize = 0; head < width; head++) {
      const first = queries + head * (dimension << 2);
      const second = first + rowBytes;
      const third = second + rowBytes;
      turn(first, second, third, third + rowBytes, target + (head << 4), width << 4, dimension);
    }
    queries += rowBytes << 2;
    target += (dimension * width) << 4;
  }
}

/** Four of float32 [dimension], scaled, to one of [dimension, 4], channels so many bytes apart. */
export function turn(
  first: usize,
  second: usize,
  third: usize,
  fourth: usize,
  target: usize,
  stride: usize,
  dimension: usize,
): void {
  const scale = f32x4.splat(<f32>(1 / sqrt<f64>(<f64>dimension)));
  for (const end = first + (dimension << 2); first < end; first += 16) {
    const a = f32x4.mul(v128.load(first), scale);
    const b = f32x4.mul(v128.load(second), scale);
    const c = f32x4.mul(v128.load(third), scale);
    const d = f32x4.mul(v128.load(fourth), scale);
    storeTurned(a, b, c, d, target, target + stride, target + 2 * stride, target + 3 * stride);
    second += 16;
    third += 16;
    fourth += 16;
    target += stride << 2;
  }
}

/**
 * Four rows that look at the same slots, two of which share each read of the queries, and all heads each read of a key.
 *
 * @param counts - int32, of the first three rows: how far the next one's scores lie behind theirs
 * @param count - an even number
 */
export function scoreFour(
  turned: usize,
  keys: usize,
  places: usize,
  scores: usize,
  counts: usize,
  count: usize,
  width: usize,
  dimension: usize,
): void {
  const bytes: usize = dimension << 2;
  const stride = width << 4;
  let scores1 = scores + (load<usize>(counts) << 4);
  let scores2 = scores1 + (load<usize>(counts, 4) << 4);
  let scores3 = scores2 + (load<usize>(counts, 8) << 4);
  for (const end = places + (count << 2); places < end; places += 8) {
    const key = keys + load<usize>(places);
    const nextKey = keys + load<usize>(places, 4);
    let head0 = f32x4.splat(0);
    let head1 = head0;
    let head2 = head0;
    let head3 = head0;
    let next0 = head0;
    let next1 = head0;
    let next2 = head0;
    let next3 = head0;
    let query = turned;
    for (let at: usize = 0; at < bytes; at += 4) {
      const channel = v128.load32_splat(key + at);
      const nextChannel = v128.load32_splat(nextKey + at);
      const query0 = v128.load(query);
      head0 = f32x4.add(head0, f32x4.mul(query0, channel));
      next0 = f32x4.add(next0, f32x4.mul(query0, nextChannel));
      if (width > 1) {
        const query1 = v128.load(query, 16);
        head1 = f32x4.add(head1, f32x4.mul(query1, channel));
        next1 = f32x4.add(next1, f32x4.mul(query1, nextChannel));
      }
      if (width > 2) {
        const query2 = v128.load(query, 32);
        head2 = f32x4.add(head2, f32x4.mul(query2, channel));
        next2 = f32x4.add(next2, f32x4.mul(query2, nextChannel));
      }
      if (width > 3) {
        const query3 = v128.load(query, 48);
        head3 = f32x4.add(head3, f32x4.mul(query3, channel));
        next3 = f32x4.add(next3, f32x4.mul(query3, nextChannel));
      }
      query += stride;
    }
    storeTurned(head0, head1, head2, head3, scores, scores1, scores2, scores3);
    storeTurned(next0, next1, next2, next3, scores + 16, scores1 + 16, scores2 + 16, scores3 + 16);
    scores += 32;
    scores1 += 32;
    scores2 += 32;
    scores3 += 32;
  }
}

/** Stores the columns of four rows of four. */
function storeTurned(
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  first: usize,
  second: usize,
  third: usize,
  fourth: usize,
): void {
  const lowLeft = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const lowRight = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const highLeft = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const highRight = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(first, v128.shuffle<i64>(lowLeft, lowRight, 0, 2));
  v128.store(second, v128.shuffle<i64>(lowLeft, lowRight, 1, 3));
  v128.store(third, v128.shuffle<i64>(highLeft, highRight, 0, 2));
  v128.store(fourth, v128.shuffle<i64>(highLeft, highRight, 1, 3));
}
