/**
 * Strings by which of some patterns they match. All states are worked out beforehand, so that it is known of
 * each what can still come of it.
 *
 * @module
 */
import { compilePattern, type PatternState } from "../../pattern/pattern.ts";
import { re2Program } from "../../pattern/re2-program.ts";
import type { Allowance } from "./allowance.ts";
import { Alphabet } from "./alphabet.ts";
import type { StringLanguage } from "./string-language.ts";

const none = -1;
/** Most characters that are looked ahead. */
const longestForced = 100;

export class PatternStrings implements StringLanguage {
  readonly isListed = false;
  readonly start: number | null;
  private readonly alphabet: Alphabet;
  private readonly complete: boolean[] = [];
  /** By state and letter; `none` where the string is lost. */
  private readonly links: number[][] = [];
  /** By state, those that link to it, as often as they do. */
  private readonly sources: readonly number[][];
  private readonly distances: readonly number[];
  private endless: readonly boolean[] | null = null;
  /** By number of code points, then state: whether exactly so many can complete the string. */
  private readonly exactly: Uint8Array[] = [];

  /**
   * @param sources of patterns in RE2 syntax that may match anywhere
   * @param accepts whether strings are meant that match those for which it is told true, and no others
   * @throws TillerError `invalid_request` without `param` where there are too many states
   */
  constructor(
    sources: readonly string[],
    accepts: (matches: readonly boolean[]) => boolean,
    allowance: Allowance,
  ) {
    this.alphabet = new Alphabet(sources.map(re2Program));
    this.explore(sources, accepts, allowance);
    allowance.spend(this.size);
    this.distances = this.measure(this.findSources());
    for (const links of this.links) {
      for (const [letter, next] of links.entries()) {
        if (next !== none && this.distance(next) === Number.POSITIVE_INFINITY) links[letter] = none;
      }
    }
    this.sources = this.findSources();
    this.start = this.distance(0) < Number.POSITIVE_INFINITY ? 0 : null;
  }

  /** How many states there are, from 0 on. */
  get count(): number {
    return this.links.length;
  }

  /** How many links there are between them. */
  get size(): number {
    return this.links.length * this.alphabet.letters.length;
  }

  step(state: number, codePoint: number): number | null {
    const next = this.links[state]?.[this.alphabet.letterOf(codePoint)] ?? none;
    return next === none ? null : next;
  }

  isComplete(state: number): boolean {
    return this.complete[state] ?? false;
  }

  completions(state: number, count: number): string[] {
    return this.completionsBetween(state, count, 0, Number.POSITIVE_INFINITY);
  }

  forced(from: number): string {
    let text = "";
    for (let state = from; text.length < longestForced && !this.complete[state]; ) {
      const open = [...(this.links[state] ?? []).entries()].filter(([, next]) => next !== none);
      const [only, another] = open;
      const characters = only ? [...this.alphabet.characters(only[0], 2)] : [];
      if (!only || another || characters.length > 1) break;
      text += characters[0] ?? "";
      state = only[1];
    }
    return text;
  }

  pick(state: number, first: number, last: number): number | null {
    return this.alphabet.find(first, last, (letter) => (this.links[state]?.[letter] ?? none) !== none);
  }

  /** Code points to the nearest complete string. */
  distance(state: number): number {
    return this.distances[state] ?? Number.POSITIVE_INFINITY;
  }

  /** Like `completions`, of so many code points; both are included. */
  completionsBetween(state: number, count: number, least: number, most: number): string[] {
    const found: string[] = [];
    const last = Math.min(most, this.longest(state));
    for (let length = Math.max(least, this.distance(state)); length <= last; length++) {
      for (const text of this.ofLength(state, length, count)) {
        found.push(text);
        if (found.length === count) return found;
      }
    }
    return found;
  }

  /** Whether some number of code points between the two, both included, can complete the string. */
  completesBetween(state: number, least: number, most: number): boolean {
    const distance = this.distance(state);
    if (distance >= least) return distance <= most;
    const last = Math.min(most, this.longest(state), least + this.links.length);
    for (let length = least; length <= last; length++) if (this.completesIn(state, length)) return true;
    return false;
  }

  /** A bound on the code points that can complete the string; infinite where there is none. */
  private longest(state: number): number {
    this.endless ??= this.findEndless();
    // What never comes to the same state twice is no longer than there are states.
    return this.endless[state] ? Number.POSITIVE_INFINITY : this.links.length;
  }

  private explore(
    sources: readonly string[],
    accepts: (matches: readonly boolean[]) => boolean,
    allowance: Allowance,
  ): void {
    const patterns = sources.map((source) => compilePattern(source, { mode: "search" }));
    const letters = this.alphabet.letters.map(
      (_, letter) => this.alphabet.characters(letter, 1).next().value,
    );
    const ids = new Map<string, number>();
    const positions: (readonly PatternState[])[] = [];
    const idOf = (states: readonly PatternState[]): number => {
      const key = states.map(({ before, instructions }) => `${before}:${instructions.join()}`).join(" ");
      const known = ids.get(key) ?? positions.push(states) - 1;
      ids.set(key, known);
      return known;
    };
    idOf(patterns.map(({ start }) => start));
    for (const states of positions) {
      const links = letters.map((character) => {
        // A letter without characters is that of surrogates, which no text of the model has.
        if (character === undefined) return none;
        return idOf(
          patterns.map((pattern, index) => pattern.step(states[index] ?? pattern.start, character)),
        );
      });
      this.links.push(links);
      const isMatch = patterns.map((pattern, index) => pattern.isMatch(states[index] ?? pattern.start));
      this.complete.push(accepts(isMatch));
      allowance.check(positions.length * letters.length);
    }
  }

  private findSources(): number[][] {
    const sources = this.links.map((): number[] => []);
    for (const [state, links] of this.links.entries()) {
      for (const next of links) if (next !== none) sources[next]?.push(state);
    }
    return sources;
  }

  private measure(sources: readonly number[][]): number[] {
    const distances = this.complete.map((complete) => (complete ? 0 : Number.POSITIVE_INFINITY));
    const reached = [...this.complete.keys()].filter((state) => this.complete[state]);
    for (const state of reached) {
      for (const source of sources[state] ?? []) {
        if (distances[source] !== Number.POSITIVE_INFINITY) continue;
        distances[source] = (distances[state] ?? 0) + 1;
        reached.push(source);
      }
    }
    return distances;
  }

  /** By state, whether infinitely many strings can still come of it: all but those from which every way ends. */
  private findEndless(): boolean[] {
    const open = this.links.map((links) => links.filter((next) => next !== none).length);
    const ended = [...open.keys()].filter((state) => open[state] === 0);
    for (const state of ended) {
      for (const source of this.sources[state] ?? []) {
        open[source] = (open[source] ?? 0) - 1;
        if (open[source] === 0) ended.push(source);
      }
    }
    return open.map((links) => links > 0);
  }

  private *ofLength(state: number, length: number, count: number): Generator<string> {
    if (!this.completesIn(state, length)) return;
    if (length === 0) return yield "";
    for (const [letter, next] of (this.links[state] ?? []).entries()) {
      if (next === none || !this.completesIn(next, length - 1)) continue;
      for (const character of this.alphabet.characters(letter, count)) {
        for (const rest of this.ofLength(next, length - 1, count)) yield character + rest;
      }
    }
  }

  private completesIn(state: number, length: number): boolean {
    const distance = this.distance(state);
    if (length <= distance) return length === distance;
    for (let known = this.exactly.length; known <= length; known++) {
      const before = this.exactly[known - 1];
      this.exactly.push(
        Uint8Array.from(this.links, (links, from) =>
          Number(before ? links.some((next) => next !== none && before[next] === 1) : this.complete[from]),
        ),
      );
    }
    return this.exactly[length]?.[state] === 1;
  }
}
