/**
 * The ways in which an item can count for what an array must contain.
 *
 * @module
 */
import type { Fact, Literal } from "../cases/facts.ts";

export interface ItemChoice {
  /** What is then true of the item. */
  literals: Literal[];
  /** Of each `contains`, whether the item counts (1) or not (0). */
  adds: number[];
}

/**
 * Where there is no limit to how many items may satisfy a `contains`, one that does need not be counted; where
 * there is one, an item that is not counted must not satisfy it.
 */
export function itemChoices(contains: readonly (Fact & { is: "contains" })[], index: number): ItemChoice[] {
  return contains.reduce<ItemChoice[]>(
    (choices, { literal, from, max }) =>
      choices.flatMap(({ literals, adds }) => {
        const uncounted = { literals, adds: [...adds, 0] };
        if (index < from) return [uncounted];
        const { node, holds } = literal;
        const counted = { literals: [...literals, literal], adds: [...adds, 1] };
        if (max === Number.MAX_SAFE_INTEGER) return [uncounted, counted];
        return [{ literals: [...literals, { node, holds: !holds }], adds: [...adds, 0] }, counted];
      }),
    [{ literals: [], adds: [] }],
  );
}
