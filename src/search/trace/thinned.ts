/**
 * Long lists, shortened where it hurts least.
 *
 * @module
 */

/** At most `most` of `items`: a quarter from each end, and from between them one in so many. */
export function thinned<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const edge = Math.floor(most / 4);
  const middle = items.slice(edge, items.length - edge);
  const before = (index: number) => Math.floor((index * (most - 2 * edge)) / middle.length);
  const picked = middle.filter((_, index) => before(index + 1) > before(index));
  return [...items.slice(0, edge), ...picked, ...items.slice(items.length - edge)];
}
