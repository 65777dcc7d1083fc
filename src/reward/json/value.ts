/**
 * JSON values, compared by what they say.
 *
 * @module
 */

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
export type JsonScalar = null | boolean | number | string;

export function isObject(value: unknown): value is { [name: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same string for equal values, whatever the order of their names, and for no others. */
export function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join()}}`;
  }
  return JSON.stringify(value);
}

/** Length in code points, which is what JSON Schema counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Deepest nesting of values and schemas that are looked at. */
export const deepest = 128;

/** Whether arrays and objects lie in each other more than so many deep; no recursion, which very deep ones would break. */
export function isNestedBeyond(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let deep = 0; level.length > 0; deep++) {
    const containers = level.filter((item): item is object => typeof item === "object" && item !== null);
    if (deep === depth && containers.length > 0) return true;
    level = containers.flatMap((container) => Object.values(container));
  }
  return false;
}
