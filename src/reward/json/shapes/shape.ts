/**
 * Values of one type, of which all of some facts are true.
 *
 * @module
 */
import type { Frame } from "../frames/frame.ts";
import type { JsonScalar } from "../value.ts";
import type { Goal } from "./goal.ts";

export interface Shape {
  /** The places within a value that begins with `character`; none where it cannot. `next` is the place after it. */
  open(character: string, next: Frame, room: number): readonly Frame[];
  /** About the shortest text of such a value that is nested no deeper than `room`; null where there is none. */
  shortest(room: number): string | null;
  /** What a value may well begin with, the best first. */
  beginnings(): readonly string[];
  /** Up to `count` such values, all different, and fewer only where there are no more; null for arrays and objects. */
  values(count: number): JsonScalar[] | null;
  /** The same without these values; itself for arrays and objects. */
  without(values: readonly JsonScalar[]): Shape;
  /** The goals of its parts, all that may come to be pursued. */
  parts(): Iterable<Goal>;
}
