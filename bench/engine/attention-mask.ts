/**
 * The mask that turns a pool of slots into a tree, as the reference graphs want it.
 *
 * @module
 */
import type { TreeRows } from "../../src/model/layer-stage.ts";

/** Finite, because a row of −∞ alone would make softmax NaN; far below any score, so its weight is exactly 0. */
const hidden = -1e9;

/**
 * Float mask [rows, seen + rows]: 0 where a row may look (its ancestors and itself), −1e9 elsewhere.
 * Column c < seen is slot c as written by earlier steps; column seen + r is row r of this batch, so an
 * ancestor in the batch is looked up there, not in the slot that is about to be overwritten.
 */
export function attentionMask(
  { slots, ancestors, ancestorCounts }: Omit<TreeRows, "positions">,
  seen: number,
): Float32Array {
  const columns = seen + slots.length;
  const mask = new Float32Array(slots.length * columns).fill(hidden);
  const columnOf = new Map(Array.from(slots, (slot, row) => [slot, seen + row]));
  let from = 0;
  for (const [row, count] of ancestorCounts.entries()) {
    const start = row * columns;
    mask[start + seen + row] = 0;
    for (const slot of ancestors.subarray(from, from + count)) mask[start + (columnOf.get(slot) ?? slot)] = 0;
    from += count;
  }
  return mask;
}
