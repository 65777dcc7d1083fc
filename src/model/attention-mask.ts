/**
 * The mask that turns a pool of slots into a tree.
 *
 * @module
 */
import type { Row } from "./language-model.ts";

/** Finite, because a row of −∞ alone would make softmax NaN; far below any score, so its weight is exactly 0. */
const hidden = -1e9;

/**
 * Float mask [rows, filled + rows]: 0 where a row may look (its ancestors and itself), −1e9 elsewhere.
 * Column c < filled is slot c as written by earlier steps; column filled + r is row r of this batch, so an
 * ancestor in the batch is looked up there, not in the slot that is about to be overwritten.
 */
export function attentionMask(rows: readonly Row[], filled: number): Float32Array {
  const columns = filled + rows.length;
  const mask = new Float32Array(rows.length * columns).fill(hidden);
  const columnOf = new Map(rows.map((row, index) => [row.slot, filled + index]));
  for (const [index, row] of rows.entries()) {
    const start = index * columns;
    mask[start + filled + index] = 0;
    for (const slot of row.ancestors) mask[start + (columnOf.get(slot) ?? slot)] = 0;
  }
  return mask;
}
