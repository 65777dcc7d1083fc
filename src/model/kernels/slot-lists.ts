/**
 * Which slots each row of a step looks at, as the kernel reads it.
 *
 * @module
 */
import type { TreeRows } from "../layer-stage.ts";

/** Some rows in a row, and what they look at. */
export interface SlotLists {
  firstRow: number;
  /** Row after row, its own slot the last. */
  slots: Int32Array;
  /** How many are each row's. */
  counts: Int32Array;
}

/** All rows, in as few lists as there can be of at most `most` slots each; one row's must fit. */
export function lookedAt({ slots, ancestors, ancestorCounts }: TreeRows, most: number): SlotLists[] {
  const lists: SlotLists[] = [];
  let firstRow = 0;
  let firstAncestor = 0;
  while (firstRow < slots.length) {
    let end = firstRow;
    let length = 0;
    for (; end < slots.length; end++) {
      const more = (ancestorCounts[end] ?? 0) + 1;
      if (length + more > most && end > firstRow) break;
      length += more;
    }
    if (length > most) throw new RangeError(`a row looks at ${length} slots, more than the context has`);
    const list = { firstRow, slots: new Int32Array(length), counts: new Int32Array(end - firstRow) };
    let at = 0;
    for (let row = firstRow; row < end; row++) {
      const count = ancestorCounts[row] ?? 0;
      list.slots.set(ancestors.subarray(firstAncestor, firstAncestor + count), at);
      list.slots[at + count] = slots[row] ?? 0;
      list.counts[row - firstRow] = count + 1;
      firstAncestor += count;
      at += count + 1;
    }
    lists.push(list);
    firstRow = end;
  }
  return lists;
}
