import fc from "fast-check";
import { expect, test } from "vitest";
import { lookedAt, type SlotLists } from "../../../src/model/kernels/slot-lists.ts";

/** Places of rows whose own slots come after those of all ancestors. */
function places(ancestors: readonly (readonly number[])[]) {
  return {
    positions: Int32Array.from(ancestors, ({ length }) => length),
    slots: Int32Array.from(ancestors, (_, row) => 100 + row),
    ancestors: Int32Array.from(ancestors.flat()),
    ancestorCounts: Int32Array.from(ancestors, ({ length }) => length),
  };
}

/** What each row of some lists looks at. */
function rowsOf(lists: readonly SlotLists[]): number[][] {
  return lists.flatMap(({ slots, counts }) => {
    let end = 0;
    return Array.from(counts, (count) => {
      end += count;
      return [...slots.subarray(end - count, end)];
    });
  });
}

test("each row looks at its ancestors, then at itself, in lists as long as is allowed", () => {
  const lists = lookedAt(places([[], [1, 2], [3], [4, 5, 6, 7]]), 5);
  expect(lists.map(({ firstRow, counts }) => [firstRow, ...counts])).toEqual([
    [0, 1, 3],
    [2, 2],
    [3, 5],
  ]);
  expect(rowsOf(lists)).toEqual([[100], [1, 2, 101], [3, 102], [4, 5, 6, 7, 103]]);
});

test("wherever lists are cut, no row loses or gains a slot", () => {
  const rows = fc.array(fc.array(fc.nat(50), { maxLength: 9 }), { maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 10, max: 30 }), (ancestors, most) => {
      const lists = lookedAt(places(ancestors), most);
      expect(rowsOf(lists)).toEqual(ancestors.map((own, row) => [...own, 100 + row]));
      for (const { slots } of lists) expect(slots.length).toBeLessThanOrEqual(most);
      for (const [index, { firstRow, counts }] of lists.entries()) {
        expect(lists[index + 1]?.firstRow ?? ancestors.length).toBe(firstRow + counts.length);
      }
    }),
  );
});

test("a row that by itself looks at more is refused", () => {
  expect(() => lookedAt(places([[1], [2, 3, 4]]), 3)).toThrow(/looks at 4 slots/);
});
