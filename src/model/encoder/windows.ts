/**
 * Texts that are longer than what a model reads at once.
 *
 * @module
 */

/** Each window begins with the last half of the one before: what stands at a border is read whole once. */
const overlap = 0.5;

/** Windows of at most `size` tokens that cover all of them; one, where all fit. */
export function windowsOf(tokens: readonly number[], size: number): number[][] {
  const stride = Math.max(1, Math.floor(size * (1 - overlap)));
  const windows: number[][] = [];
  for (let from = 0; ; from += stride) {
    windows.push(tokens.slice(from, from + size));
    if (from + size >= tokens.length) return windows;
  }
}
