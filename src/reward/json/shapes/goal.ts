/**
 * A value to be written: one that satisfies several schemas at once, and does not satisfy others.
 *
 * @module
 */
import type { JsonScalar } from "../value.ts";
import type { Shape } from "./shape.ts";

export class Goal {
  /** The same for the same goal. */
  readonly id: string;
  /** Whether it can be seen at once that there is no such value. */
  readonly isNever: boolean;
  private readonly make: () => readonly Shape[];
  private known: readonly Shape[] | null = null;
  /** By how deep it may be nested. */
  private readonly shortestTexts: (string | null)[] = [];

  constructor(id: string, isNever: boolean, make: () => readonly Shape[]) {
    this.id = id;
    this.isNever = isNever;
    this.make = make;
  }

  /** The value is of one of these shapes. @throws TillerError `invalid_request` where a schema cannot be followed */
  get shapes(): readonly Shape[] {
    this.known ??= this.make();
    return this.known;
  }

  /** About the shortest text of such a value that is nested no deeper than `room`; null where there is none. */
  shortest(room: number): string | null {
    const known = this.shortestTexts[room];
    if (known !== undefined) return known;
    const found = shortestOf(this.shapes.map((shape) => shape.shortest(room)));
    this.shortestTexts[room] = found;
    return found;
  }

  /** Up to `count` such values, all different, and fewer only where there are no more; null if they may be arrays or objects. */
  values(count: number): JsonScalar[] | null {
    const all: JsonScalar[] = [];
    for (const shape of this.shapes) {
      const values = shape.values(count);
      if (values === null) return null;
      all.push(...values);
    }
    return [...new Set(all)].slice(0, count);
  }

  /** The same without these values. */
  without(values: readonly JsonScalar[]): Goal {
    if (values.length === 0) return this;
    return new Goal(`${this.id} without ${JSON.stringify(values)}`, this.isNever, () =>
      this.shapes.map((shape) => shape.without(values)),
    );
  }
}

export function shortestOf(texts: readonly (string | null)[]): string | null {
  return texts.reduce(
    (best, text) => (text !== null && (best === null || text.length < best.length) ? text : best),
    null,
  );
}
