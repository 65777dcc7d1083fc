/**
 * Strings that match patterns and are of some length.
 *
 * @module
 */
import { TillerError } from "../../../spec/tiller-error.ts";
import type { PatternStrings } from "./pattern-strings.ts";
import type { StringLanguage } from "./string-language.ts";

/** Most work that finding out about a length may take, in links followed: some tenths of a second. */
const mostWork = 20_000_000;

/** Lengths in code points, both included. A state is one of the pattern and the length so far. */
export class Bounded implements StringLanguage {
  readonly isListed = false;
  readonly start: number | null;
  private readonly strings: PatternStrings;
  private readonly least: number;
  private readonly most: number;

  /** @throws TillerError `invalid_request` without `param` where the least length is too large for the pattern */
  constructor(strings: PatternStrings, least: number, most: number) {
    if (least * strings.size > mostWork) {
      throw new TillerError("invalid_request", "too large a pattern for the length that is demanded");
    }
    this.strings = strings;
    this.least = least;
    this.most = most;
    this.start = strings.start === null ? null : this.state(strings.start, 0);
  }

  step(state: number, codePoint: number): number | null {
    const { inner, length } = this.parts(state);
    const next = this.strings.step(inner, codePoint);
    return next === null ? null : this.state(next, length + 1);
  }

  isComplete(state: number): boolean {
    const { inner, length } = this.parts(state);
    return length >= this.least && length <= this.most && this.strings.isComplete(inner);
  }

  completions(state: number, count: number): string[] {
    const { inner, length } = this.parts(state);
    return this.strings.completionsBetween(inner, count, this.least - length, this.most - length);
  }

  forced(state: number): string {
    return this.strings.forced(this.parts(state).inner);
  }

  pick(state: number, first: number, last: number): number | null {
    for (let from = first; from <= last; ) {
      const picked = this.strings.pick(this.parts(state).inner, from, last);
      if (picked === null) return null;
      if (this.step(state, picked) !== null) return picked;
      from = picked + 1;
    }
    return null;
  }

  private state(inner: number, length: number): number | null {
    const alive = this.strings.completesBetween(inner, this.least - length, this.most - length);
    return alive ? inner + length * this.strings.count : null;
  }

  private parts(state: number): { inner: number; length: number } {
    const inner = state % this.strings.count;
    return { inner, length: (state - inner) / this.strings.count };
  }
}
