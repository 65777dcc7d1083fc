/**
 * Going from node to node with the arrow keys.
 *
 * @module
 */
import type { Place } from "./tree-layout.ts";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

export function isDirection(key: string): key is Direction {
  return ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(key);
}

/**
 * Left is the parent, right the child in the same row or else the nearest, up and down the next node in the column;
 * Home is the root, End the last of the straight way on.
 */
export function neighbour(places: readonly Place[], from: Place, direction: Direction): Place {
  switch (direction) {
    case "ArrowLeft":
      return from.parent ?? from;
    case "ArrowRight":
      return nextOf(places, from) ?? from;
    case "ArrowUp":
    case "ArrowDown": {
      const sign = direction === "ArrowUp" ? -1 : 1;
      const beyond = places.filter(
        ({ node, row }) => node.depth === from.node.depth && (row - from.row) * sign > 0,
      );
      return nearest(beyond, from) ?? from;
    }
    case "Home":
      return places[0] ?? from;
    case "End": {
      let last = from;
      for (let next = nextOf(places, last); next; next = nextOf(places, last)) last = next;
      return last;
    }
  }
}

function nextOf(places: readonly Place[], from: Place): Place | undefined {
  return nearest(
    places.filter(({ parent }) => parent === from),
    from,
  );
}

function nearest(places: readonly Place[], { row }: Place): Place | undefined {
  return places.reduce<Place | undefined>(
    (best, place) => (best && Math.abs(best.row - row) <= Math.abs(place.row - row) ? best : place),
    undefined,
  );
}
