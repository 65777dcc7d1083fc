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
import { mix, score, weigh } from "./row-attention";

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
