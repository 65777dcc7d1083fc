/**
 * The strings of two languages.
 *
 * @module
 */
import { Pairs, type StringLanguage } from "./string-language.ts";

const dead = -1;

export class Either implements StringLanguage {
  readonly isListed = false;
  readonly start: number | null;
  private readonly first: StringLanguage;
  private readonly second: StringLanguage;
  private readonly pairs = new Pairs();

  constructor(first: StringLanguage, second: StringLanguage) {
    this.first = first;
    this.second = second;
    this.start = this.state(first.start, second.start);
  }

  step(state: number, codePoint: number): number | null {
    const [first, second] = this.pairs.of(state);
    return this.state(
      first === dead ? null : this.first.step(first, codePoint),
      second === dead ? null : this.second.step(second, codePoint),
    );
  }

  isComplete(state: number): boolean {
    return this.open(state).some(({ language, state }) => language.isComplete(state));
  }

  /** Up to `count` of each language; of strings that are listed, all. */
  completions(state: number, count: number): string[] {
    const all = this.open(state).flatMap(({ language, state }) =>
      language.completions(state, language.isListed ? Number.POSITIVE_INFINITY : count),
    );
    return [...new Set(all)].sort((a, b) => a.length - b.length);
  }

  forced(): string {
    return "";
  }

  pick(state: number, first: number, last: number): number | null {
    for (const { language, state: at } of this.open(state)) {
      const picked = language.pick(at, first, last);
      if (picked !== null) return picked;
    }
    return null;
  }

  private open(state: number) {
    const [first, second] = this.pairs.of(state);
    return [
      { language: this.first, state: first },
      { language: this.second, state: second },
    ].filter(({ state }) => state !== dead);
  }

  private state(first: number | null, second: number | null): number | null {
    return first === null && second === null ? null : this.pairs.id(first ?? dead, second ?? dead);
  }
}
