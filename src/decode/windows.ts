/**
 * Sequences that are longer than what can be read at once.
 *
 * @module
 */

/** Each window begins with the last half of the one before: what stands at a border is read whole once. */
const overlap = 0.5;

/** Windows of at most `size` items that cover all of them; one, where all fit. */
export function windowsOf<Item>(items: readonly Item[], size: number): Item[][] {
  const stride = Math.max(1, Math.floor(size * (1 - overlap)));
  const windows: Item[][] = [];
  for (let from = 0; ; from += stride) {
    windows.push(items.slice(from, from + size));
    if (from + size >= items.length) return windows;
  }
}
