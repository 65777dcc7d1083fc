import fc from "fast-check";

/** `min`, `max` or `count` of a spec, none above `most`; `least`: of max and count. */
export function someCount(most: number, least = 0): fc.Arbitrary<object> {
  const size = fc.integer({ min: least, max: most });
  return fc.oneof(
    size.map((count) => ({ count })),
    size.map((max) => ({ max })),
    fc.integer({ min: 0, max: most }).map((min) => ({ min })),
    fc.tuple(size, size).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  );
}
