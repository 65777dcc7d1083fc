/**
 * In what order rows look at slots: block by block, four rows together where they look at the same ones.
 */

/**
 * Slots that all rows look at before any looks at more: their keys, or values, of one head lie in the first-level cache
 * by then. Rows of a step have most of their ancestors in common, in the same order.
 */
export const blockSlots: usize = 64;

/** Where the last block ends: the greatest of int32 [rows] counts. */
export function greatestCount(counts: usize, rows: usize): usize {
  let greatest: usize = 0;
  for (let row: usize = 0; row < rows; row++)
    greatest = max<usize>(greatest, load<usize>(counts + (row << 2)));
  return greatest;
}

/**
 * How many slots the rows of each four look at alike, before the first of them looks at another: an even number. Rows
 * that are left over are in no four.
 *
 * @param places - int32, row after row, of the slots that it looks at
 * @param counts - int32 [rows], how many those are
 * @param alike - int32 [rows / 4, rounded down]
 */
export function countAlike(places: usize, counts: usize, alike: usize, rows: usize): void {
  for (let row: usize = 0; row + 4 <= rows; row += 4) {
    const first = places;
    let common: usize = load<usize>(counts);
    for (let other: usize = 0; other < 4; other++) {
      const count = load<usize>(counts);
      common = leadingAlike(first, places, min<usize>(common, count));
      places += count << 2;
      counts += 4;
    }
    store<usize>(alike, common & ~1);
    alike += 4;
  }
}

/** Of two lists of so many places, how many are the same before the first that is not. */
function leadingAlike(places: usize, others: usize, count: usize): usize {
  let index: usize = 0;
  while (index < count && load<i32>(places + (index << 2)) === load<i32>(others + (index << 2))) index++;
  return index;
}
