import fc from "fast-check";
import { expect, test } from "vitest";
import { heightOf, layOut } from "../../web/tree/tree-layout.ts";
import { node, trees } from "./trees.ts";

test("no two nodes of a column overlap", () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      const columns = Map.groupBy(layOut(nodes).places, ({ node: { depth } }) => depth);
      for (const places of columns.values()) {
        const sorted = places.toSorted((a, b) => a.row - b.row);
        for (const [index, place] of sorted.entries()) {
          const next = sorted[index + 1];
          if (!next) continue;
          const least = (heightOf(place.node) + heightOf(next.node)) / 2;
          expect(next.row - place.row).toBeGreaterThanOrEqual(least - 1e-9);
        }
      }
    }),
  );
});

test("the way to the answer is one straight line, and all is within the outline", () => {
  fc.assert(
    fc.property(trees, (nodes) => {
      const { places, top, bottom, depth } = layOut(nodes);
      expect(places.map(({ node: { id } }) => id)).toEqual(nodes.map(({ id }) => id));
      for (const { node, row } of places) {
        if (node.state === "returned") expect(row).toBe(0);
        expect(row).toBeGreaterThanOrEqual(top);
        expect(row).toBeLessThanOrEqual(bottom);
        expect(node.depth).toBeLessThanOrEqual(depth);
      }
    }),
  );
});

test("a long answer with its candidates is a few rows high, and thousands of nodes are no trouble", () => {
  const length = 1000;
  const nodes = [node({ id: 0, parent: null, depth: 0 })];
  for (let depth = 1; depth <= length; depth++) {
    const parent = nodes.findLast(({ rows }) => rows > 0)?.id ?? 0;
    for (let candidate = 0; candidate < 5; candidate++) {
      const rows = candidate === 0 ? 1 : 0;
      nodes.push(node({ id: nodes.length, parent, depth, rows, state: rows ? "open" : "dropped" }));
    }
  }
  const { places, top, bottom } = layOut(nodes);
  expect(places).toHaveLength(5 * length + 1);
  expect(bottom - top).toBeLessThan(5);
});

test("what has no known parent is left out", () => {
  const nodes = [
    node({ id: 0, parent: null, depth: 0 }),
    node({ id: 5, parent: 3, depth: 2 }),
    node({ id: 6, parent: 5, depth: 3 }),
  ];
  expect(layOut(nodes).places).toHaveLength(1);
  expect(layOut([]).places).toEqual([]);
});
