/**
 * Attention over a token tree: each row to the slots of its ancestors and to its own, nothing else.
 *
 * What is summed over slots is a whole number: values are, up to 2^10, and so are a row's weights, which sum to some 2^14.
 * So a row's result is the same to the bit whatever shares its step and wherever its ancestors lie
 * (models/convert/exact-attention.ts).
 *
 * In each layer a slot holds a key, float32, and behind it a value, int16, of all key heads. Where they lie is given as
 * places: bytes from where the layer's begin.
 */
import { lanes, turnFours } from "./four-rows";
import { divideRows, mixRows } from "./means";
import { roundingMagic } from "./rounding";
import { scoreRows, turnRows } from "./scores";
import { countAlike } from "./slot-blocks";
import { weighRows } from "./weights";

/**
 * Writes what a layer has made of some rows to their slots.
 *
 * @param keys - float32 [rows, width]; `values` as well, whole numbers
 * @param places - int32 [rows]
 * @param layer - the address where the layer's slots begin
 * @param width - a multiple of 8
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
  const magic = f32x4.splat(roundingMagic);
  for (let row: usize = 0; row < rows; row++) {
    const slot = layer + load<usize>(places + (row << 2));
    memory.copy(slot, keys, bytes);
    let target = slot + bytes;
    for (const end = values + bytes; values < end; values += 32) {
      const left = i32x4.sub(f32x4.add(v128.load(values), magic), magic);
      const right = i32x4.sub(f32x4.add(v128.load(values, 16), magic), magic);
      v128.store(target, i16x8.narrow_i32x4_s(left, right));
      target += 16;
    }
    keys += bytes;
  }
}

/**
 * The mean of the values that each row attends to.
 *
 * @param queries - float32 [rows, queryHeads · dimension], turned by position
 * @param places - int32, row after row, of the slots that it looks at
 * @param counts - int32 [rows], how many those are, one at least
 * @param layer - the address where the layer's slots begin
 * @param scratch - (rows · (2 · dimension + 2) + the sum of the counts) · 16 bytes, for what stands below
 * @param y - float32, as the queries; on the way there the sums, int32
 * @param dimension - of a head, a multiple of 8
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
  const divisors = scratch;
  const alike = divisors + (rows << 4);
  const turned = alike + (rows << 4);
  const turnedBytes = (rows * dimension) << 4;
  const turnedFours = turned + turnedBytes;
  const weights = turnedFours + turnedBytes;
  countAlike(places, counts, alike, rows);
  for (let keyHead: usize = 0; keyHead < keyHeads; keyHead++) {
    const keys = layer + keyHead * headBytes;
    const values = layer + keyHeads * headBytes + keyHead * (dimension << 1);
    for (let first: usize = 0; first < shared; first += lanes) {
      const width = min<usize>(lanes, shared - first);
      const head: usize = (keyHead * shared + first) * headBytes;
      turnRows(queries + head, turned, rows, width, dimension, rowBytes);
      turnFours(queries + head, turnedFours, rows, width, dimension, rowBytes);
      scoreRows(turned, turnedFours, keys, places, counts, alike, weights, rows, width, dimension);
      weighRows(weights, counts, divisors, rows, units);
      mixRows(weights, values, places, counts, y + head, rows, width, dimension, rowBytes);
      divideRows(y + head, divisors, rows, width, dimension, rowBytes);
    }
  }
}
