/**
 * Numbers for objects, by which they can be told apart in a key.
 *
 * @module
 */

const known = new WeakMap<object, number>();
let next = 0;

export function identity(object: object): number {
  const id = known.get(object) ?? next++;
  known.set(object, id);
  return id;
}
