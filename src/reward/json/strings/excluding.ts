/**
 * A language without some of its strings.
 *
 * @module
 */
import { ListedStrings } from "./listed-strings.ts";
import { Pairs, type StringLanguage } from "./string-language.ts";

/** Where no excluded string begins like the text. */
const free = -1;

export class Excluding implements StringLanguage {
  readonly isListed: boolean;
  readonly start: number | null;
  private readonly language: StringLanguage;
  private readonly excluded: ListedStrings;
  private readonly pairs = new Pairs();

  constructor(language: StringLanguage, excluded: Iterable<string>) {
    this.language = language;
    this.isListed = language.isListed;
    this.excluded = new ListedStrings(excluded);
    this.start = language.start === null ? null : this.state(language.start, this.excluded.start ?? free);
  }

  step(state: number, codePoint: number): number | null {
    const [inside, outside] = this.pairs.of(state);
    const next = this.language.step(inside, codePoint);
    if (next === null) return null;
    return this.state(next, outside === free ? free : (this.excluded.step(outside, codePoint) ?? free));
  }

  isComplete(state: number): boolean {
    const [inside, outside] = this.pairs.of(state);
    return this.language.isComplete(inside) && (outside === free || !this.excluded.isComplete(outside));
  }

  completions(state: number, count: number): string[] {
    const [inside, outside] = this.pairs.of(state);
    return this.remaining(inside, outside, count);
  }

  forced(state: number): string {
    return this.language.forced(this.pairs.of(state)[0]);
  }

  pick(state: number, first: number, last: number): number | null {
    for (let from = first; from <= last; ) {
      const picked = this.language.pick(this.pairs.of(state)[0], from, last);
      if (picked === null) return null;
      if (this.step(state, picked) !== null) return picked;
      from = picked + 1;
    }
    return null;
  }

  private state(inside: number, outside: number): number | null {
    const alive = outside === free || this.remaining(inside, outside, 1).length > 0;
    return alive ? this.pairs.id(inside, outside) : null;
  }

  private remaining(inside: number, outside: number, count: number): string[] {
    if (outside === free) return this.language.completions(inside, count);
    const excluded = new Set(this.excluded.completions(outside, Number.POSITIVE_INFINITY));
    return this.language
      .completions(inside, count + excluded.size)
      .filter((text) => !excluded.has(text))
      .slice(0, count);
  }
}
