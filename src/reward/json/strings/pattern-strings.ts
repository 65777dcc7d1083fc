/**
 * Strings that match patterns, or do not, and are of some length. All states are worked out beforehand, so that
 * it is known of each what can still come of it.
 *
 * @module
 */

import { TillerError } from "../../../spec/tiller-error.ts";
import { compilePattern, type Pattern, type PatternState } from "../../pattern/pattern.ts";
import { re2Program } from "../../pattern/re2-program.ts";
import { Alphabet } from "./alphabet.ts";
import type { StringLanguage } from "./string-language.ts";

/** Most states, and most links between them: some megabytes, some tenths of a second. */
const mostStates = 20_000;
const mostLinks = 400_000;

const none = -1;

export interface PatternFact {
  source: string;
  holds: boolean;
}

interface Position {
  patterns: readonly PatternState[];
  /** Code points so far; those beyond what matters are not counted. */
  length: number;
}

export class PatternStrings implements StringLanguage {
  readonly isListed = false;
  readonly start: number | null;
  private readonly facts: readonly PatternFact[];
  private readonly patterns: readonly Pattern[];
  private readonly alphabet: Alphabet;
  private readonly least: number;
  private readonly most: number;
  private readonly complete: boolean[] = [];
  /** By state and letter; `none` where the string is lost. */
  private readonly links: number[][] = [];
  /** Code points to the nearest complete string. */
  private readonly distances: number[];
  /** By state, those that link to it, as often as they do. */
  private sources: readonly number[][] = [];
  private endless: readonly boolean[] | null = null;
  /** By number of code points, then state: whether exactly so many can complete the string. */
  private readonly exactly: Uint8Array[] = [];

  /** @throws TillerError `invalid_request` without `param` where there are too many states */
  constructor(facts: readonly PatternFact[], least = 0, most = Number.POSITIVE_INFINITY) {
    this.facts = facts;
    this.least = least;
    this.most = most;
    this.patterns = facts.map(({ source }) => compilePattern(source, { mode: "search" }));
    this.alphabet = new Alphabet(facts.map(({ source }) => re2Program(source)));
    this.explore();
    this.sources = this.findSources();
    this.distances = this.measure();
    for (const links of this.links) {
      for (const [letter, next] of links.entries()) if (!this.isAlive(next)) links[letter] = none;
    }
    this.sources = this.findSources();
    this.start = this.isAlive(0) ? 0 : null;
  }

  step(state: number, codePoint: number): number | null {
    const next = this.links[state]?.[this.alphabet.letterOf(codePoint)] ?? none;
    return next === none ? null : next;
  }

  isComplete(state: number): boolean {
    return this.complete[state] ?? false;
  }

  completions(state: number, count: number): string[] {
    if (count === 1) return [this.shortest(state)];
    this.endless ??= this.findEndless();
    // A finite language has no string longer than it has states.
    const longest = this.endless[state] ? Number.POSITIVE_INFINITY : this.links.length;
    const found: string[] = [];
    for (let length = this.distances[state] ?? 0; found.length < count && length <= longest; length++) {
      for (const text of this.ofLength(state, length, count)) {
        found.push(text);
        if (found.length === count) break;
      }
    }
    return found;
  }

  pick(state: number, first: number, last: number): number | null {
    return this.alphabet.find(first, last, (letter) => (this.links[state]?.[letter] ?? none) !== none);
  }

  private isAlive(state: number): boolean {
    return (this.distances[state] ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY;
  }

  private explore(): void {
    const letters = this.alphabet.letters.map(
      (_, letter) => this.alphabet.characters(letter, 1).next().value,
    );
    const ids = new Map<string, number>();
    const positions: Position[] = [];
    const idOf = (position: Position): number => {
      const key = `${position.length} ${position.patterns.map(keyOf).join(" ")}`;
      const known = ids.get(key) ?? positions.push(position) - 1;
      ids.set(key, known);
      return known;
    };
    const counted = this.most === Number.POSITIVE_INFINITY ? this.least : this.most;
    idOf({ patterns: this.patterns.map(({ start }) => start), length: 0 });
    for (const { patterns, length } of positions) {
      const links = letters.map((character) => {
        // No text of the model has lone surrogates.
        if (character === undefined || length >= this.most) return none;
        const next = patterns.map((state, index) => this.patterns[index]?.step(state, character) ?? state);
        if (next.some((state, index) => this.facts[index]?.holds && !this.patterns[index]?.isAlive(state)))
          return none;
        return idOf({ patterns: next, length: Math.min(length + 1, counted) });
      });
      this.links.push(links);
      this.complete.push(length >= this.least && this.matches(patterns));
      if (positions.length > mostStates || positions.length * letters.length > mostLinks) {
        throw new TillerError("invalid_request", "too large a pattern for the lengths allowed");
      }
    }
  }

  private matches(states: readonly PatternState[]): boolean {
    return this.facts.every(({ holds }, index) => {
      const [pattern, state] = [this.patterns[index], states[index]];
      return pattern !== undefined && state !== undefined && pattern.isMatch(state) === holds;
    });
  }

  private findSources(): number[][] {
    const sources = this.links.map((): number[] => []);
    for (const [state, links] of this.links.entries()) {
      for (const next of links) if (next !== none) sources[next]?.push(state);
    }
    return sources;
  }

  private measure(): number[] {
    const distances = this.complete.map((complete) => (complete ? 0 : Number.POSITIVE_INFINITY));
    const reached = [...this.complete.keys()].filter((state) => this.complete[state]);
    for (const state of reached) {
      for (const source of this.sources[state] ?? []) {
        if (distances[source] !== Number.POSITIVE_INFINITY) continue;
        distances[source] = (distances[state] ?? 0) + 1;
        reached.push(source);
      }
    }
    return distances;
  }

  private shortest(from: number): string {
    let text = "";
    for (let state = from; this.distances[state] !== 0; ) {
      const distance = this.distances[state] ?? 0;
      const links = this.links[state] ?? [];
      const letter = links.findIndex((next) => next !== none && this.distances[next] === distance - 1);
      text += this.alphabet.characters(letter, 1).next().value ?? "";
      state = links[letter] ?? none;
    }
    return text;
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
}

function keyOf({ before, instructions }: PatternState): string {
  return `${before}:${instructions.join()}`;
}
