import { expect, test } from "vitest";
import { type Direction, neighbour } from "../../web/tree/neighbour.ts";
import { layOut } from "../../web/tree/tree-layout.ts";
import { node } from "./trees.ts";

// The answer is 0, 1, 4; beside 1 there are 2 and 3, behind 2 there is 5.
const { places } = layOut([
  node({ id: 0, parent: null, depth: 0, state: "returned" }),
  node({ id: 1, parent: 0, depth: 1, state: "returned" }),
  node({ id: 2, parent: 0, depth: 1 }),
  node({ id: 3, parent: 0, depth: 1, rows: 0, state: "dropped" }),
  node({ id: 4, parent: 1, depth: 2, state: "returned" }),
  node({ id: 5, parent: 2, depth: 2 }),
]);

function walk(...directions: Direction[]): number | undefined {
  const [root] = places;
  if (!root) throw new Error("there is a root");
  return directions.reduce((at, direction) => neighbour(places, at, direction), root).node.id;
}

test("right goes along the answer, left back, up and down to the others", () => {
  expect(walk("ArrowRight")).toBe(1);
  expect(walk("ArrowRight", "ArrowRight")).toBe(4);
  expect(walk("End")).toBe(4);
  expect(walk("End", "ArrowRight")).toBe(4);
  expect(walk("End", "ArrowLeft")).toBe(1);
  expect(walk("End", "Home")).toBe(0);
  expect(walk("ArrowLeft")).toBe(0);
  const others = [walk("ArrowRight", "ArrowUp"), walk("ArrowRight", "ArrowDown")];
  expect(new Set(others)).toEqual(new Set([2, 3]));
});

test("every node can be reached by keys", () => {
  const reached = new Set(places.slice(0, 1));
  const directions: Direction[] = ["ArrowRight", "ArrowUp", "ArrowDown"];
  for (const place of reached)
    for (const direction of directions) reached.add(neighbour(places, place, direction));
  expect(reached.size).toBe(places.length);
});
