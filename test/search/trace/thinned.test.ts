import fc from "fast-check";
import { expect, test } from "vitest";
import { thinned } from "../../../src/search/trace/thinned.ts";

test("a list is shortened to what it may have, in order, and its ends stay", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 4, max: 60 }), (length, most) => {
      const items = Array.from({ length }, (_, index) => index);
      const left = thinned(items, most);
      expect(left).toHaveLength(Math.min(length, most));
      expect(left).toEqual([...new Set(left)].toSorted((a, b) => a - b));
      const edge = Math.floor(most / 4);
      if (length >= most) {
        expect(left.slice(0, edge)).toEqual(items.slice(0, edge));
        expect(left.slice(-edge)).toEqual(items.slice(-edge));
      }
    }),
  );
});
