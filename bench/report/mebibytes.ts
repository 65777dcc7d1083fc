/**
 * Sizes as people read them.
 *
 * @module
 */

export function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}
