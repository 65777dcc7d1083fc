/**
 * Patterns that have been worked out: a format is met again and again.
 *
 * @module
 */
import type { PatternStrings } from "./pattern-strings.ts";

/** Most that are kept, and the largest of them in links: some megabytes together. */
const mostKept = 16;
const mostLinks = 50_000;

const kept = new Map<string, PatternStrings>();

/** @param key the same for the same strings */
export function knownPattern(key: string, make: () => PatternStrings): PatternStrings {
  const known = kept.get(key) ?? make();
  kept.delete(key);
  if (known.size > mostLinks) return known;
  // The one that has not been met for longest comes first.
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
  kept.set(key, known);
  return known;
}
