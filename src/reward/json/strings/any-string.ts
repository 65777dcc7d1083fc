/**
 * Strings of which only the length matters.
 *
 * @module
 */
import type { StringLanguage } from "./string-language.ts";

/** Lengths in code points, both included; a state is the length so far. */
export class AnyString implements StringLanguage {
  readonly isListed = false;
  readonly start: number | null;
  private readonly least: number;
  private readonly most: number;

  constructor(least = 0, most = Number.POSITIVE_INFINITY) {
    this.least = least;
    this.most = most;
    this.start = least <= most ? 0 : null;
  }

  step(length: number): number | null {
    return length < this.most ? length + 1 : null;
  }

  isComplete(length: number): boolean {
    return length >= this.least;
  }

  completions(length: number, count: number): string[] {
    const found: string[] = [];
    for (let more = Math.max(0, this.least - length); length + more <= this.most; more++) {
      for (const text of words(more)) {
        if (found.length === count) return found;
        found.push(text);
      }
    }
    return found;
  }

  forced(): string {
    return "";
  }

  pick(length: number, first: number): number | null {
    return length < this.most ? first : null;
  }
}

const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
/** Chinese characters, for those who want more one-letter words than there are letters. */
const firstIdeograph = 0x4e00;
const ideographs = 20_000;

/** Words of that length, all different: not all there are, but more than are asked for. */
function* words(length: number): Generator<string> {
  if (length === 0) return yield "";
  const head = "a".repeat(length - 1);
  for (const letter of letters) yield head + letter;
  for (let index = 0; index < ideographs; index++) yield head + String.fromCodePoint(firstIdeograph + index);
}
