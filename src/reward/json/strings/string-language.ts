/**
 * What may be written where a string is expected.
 *
 * @module
 */

/**
 * A set of strings, followed code point by code point. States are numbers; in each of them, some string
 * of the set can still come about.
 */
export interface StringLanguage {
  /** Whether the strings are an `enum`'s, each of which is worth proposing. */
  readonly isListed: boolean;
  /** Null where the set is empty. */
  readonly start: number | null;
  /** Null where no string of the set goes on like this. */
  step(state: number, codePoint: number): number | null;
  isComplete(state: number): boolean;
  /** Up to `count` different continuations that complete it, the shortest first; fewer only where there are no more. */
  completions(state: number, count: number): string[];
  /** Characters with which every string goes on from there; "" where none are known. */
  forced(state: number): string;
  /** Some code point between the two, both included, with which `step` leads on; null where there is none. */
  pick(state: number, first: number, last: number): number | null;
}

/** The state after `text`, or null. */
export function follow(language: StringLanguage, from: number | null, text: string): number | null {
  let state = from;
  for (const character of text) {
    if (state === null) return null;
    state = language.step(state, character.codePointAt(0) ?? 0);
  }
  return state;
}

export function includes(language: StringLanguage, text: string): boolean {
  const state = follow(language, language.start, text);
  return state !== null && language.isComplete(state);
}

/** Pairs of numbers as one number: what a language that follows two others has for states. */
export class Pairs {
  private readonly known = new Map<string, number>();
  private readonly pairs: (readonly [number, number])[] = [];

  id(first: number, second: number): number {
    const key = `${first},${second}`;
    const id = this.known.get(key) ?? this.pairs.push([first, second]) - 1;
    this.known.set(key, id);
    return id;
  }

  of(id: number): readonly [number, number] {
    const pair = this.pairs[id];
    if (!pair) throw new RangeError(`no pair ${id}`);
    return pair;
  }
}
