/**
 * From a number to a value, where the number should lie between two others.
 *
 * @module
 */
import type { z } from "zod";
import { counted, singular } from "./wording.ts";

/** For the schema of a reward with `min` and `max`. */
export function checkLimits(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", message, path });
  if (min === undefined && max === undefined) refuse([], "needs min or max");
  if (min !== undefined && max !== undefined && min > max) refuse(["max"], "must not be below min");
}

/** "at least 3 bullets", for a prompt; `items`: a regular plural. */
export function inWords(band: Band, items: string): string {
  return `${band.words} ${band.words.endsWith(" 1") ? singular(items) : items}`;
}

export class Band {
  readonly least: number;
  readonly most: number;

  /** @param least - at least 0; `most` at least that, or infinite */
  constructor(least = 0, most = Number.POSITIVE_INFINITY) {
    this.least = least;
    this.most = most;
  }

  /** 1 within; outside it falls with the distance, relative to the nearer limit: ten words too many matter more for a tweet than for an essay. */
  value(size: number): number {
    const nearest = Math.min(Math.max(size, this.least), this.most);
    return Math.max(0, 1 - Math.abs(size - nearest) / Math.max(nearest, 1));
  }

  /** The highest value of any number from `size` up. */
  bound(size: number): number {
    return size <= this.most ? 1 : this.value(size);
  }

  /** What is missing from `size` to the lower limit. */
  missing(size: number): number {
    return Math.max(0, this.least - size);
  }

  /** `size`, with its unit, and what is wrong with it. */
  explain(size: number, units: string): string {
    const found = counted(size, units);
    if (size >= this.least && size <= this.most) return found;
    if (this.least === this.most) return `${found}, exactly ${this.least} wanted`;
    return `${found}, ${size > this.most ? `at most ${this.most}` : `at least ${this.least}`}`;
  }

  /** `at least 3`, `at most 5`, `exactly 4`, `between 3 and 5`. */
  get words(): string {
    if (this.least === this.most) return `exactly ${this.least}`;
    if (this.most === Number.POSITIVE_INFINITY) return `at least ${this.least}`;
    return this.least === 0 ? `at most ${this.most}` : `between ${this.least} and ${this.most}`;
  }

  /** As `Claims` have it. */
  get limits(): { min?: number; max?: number } {
    return {
      ...(this.least > 0 && { min: this.least }),
      ...(this.most < Number.POSITIVE_INFINITY && { max: this.most }),
    };
  }
}
