/**
 * The characters that several patterns cannot tell apart, as one letter.
 *
 * @module
 */
import { CharacterClasses } from "../../pattern/character-classes.ts";
import { neighbourLimits } from "../../pattern/neighbour.ts";
import { highestCodePoint, type Program } from "../../pattern/program.ts";

/** What a proposed string is made of by preference. */
const preferred = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890 -_.,:/@"].map(
  (character) => character.charCodeAt(0),
);
const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;
const firstPrintable = 0x20;

interface Interval {
  first: number;
  last: number;
  letter: number;
}

export class Alphabet {
  /** Of each letter, its intervals of code points; those with a preferred character first. No surrogates. */
  readonly letters: readonly (readonly Interval[])[];
  private readonly classes: CharacterClasses;
  private readonly numbers = new Map<number, number>();
  private readonly intervals: Interval[] = [];

  constructor(programs: readonly Program[]) {
    const instructions = programs.flatMap((program) => program.instructions);
    this.classes = new CharacterClasses({ instructions, start: 0 });
    const limits = new Set([0, firstPrintable, firstSurrogate, lastSurrogate + 1, ...neighbourLimits]);
    for (const ranges of distinctRanges(programs)) {
      for (const [at, codePoint] of ranges.entries()) limits.add(codePoint + (at % 2));
    }
    limits.delete(highestCodePoint + 1);
    const starts = [...limits].sort((a, b) => a - b);
    for (const codePoint of preferred) this.letterOf(codePoint);
    for (const [index, first] of starts.entries()) {
      if (first >= firstSurrogate && first <= lastSurrogate) continue;
      const last = (starts[index + 1] ?? highestCodePoint + 1) - 1;
      this.intervals.push({ first, last, letter: this.letterOf(first) });
    }
    const printableFirst = [...this.intervals].sort(
      (a, b) => Number(a.first < firstPrintable) - Number(b.first < firstPrintable),
    );
    this.letters = [...this.numbers.values()].map((letter) =>
      printableFirst.filter((interval) => interval.letter === letter),
    );
  }

  letterOf(codePoint: number): number {
    const found = this.classes.of(codePoint);
    const letter = this.numbers.get(found) ?? this.numbers.size;
    this.numbers.set(found, letter);
    return letter;
  }

  /** Up to `count` characters of a letter, a preferred one first. */
  *characters(letter: number, count: number): Generator<string> {
    const favourite = preferred.find((codePoint) => this.letterOf(codePoint) === letter);
    if (favourite !== undefined) yield String.fromCodePoint(favourite);
    let more = favourite === undefined ? count : count - 1;
    for (const { first, last } of this.letters[letter] ?? []) {
      for (let codePoint = first; codePoint <= last && more > 0; codePoint++) {
        if (codePoint === favourite) continue;
        yield String.fromCodePoint(codePoint);
        more--;
      }
    }
  }

  /** A code point between the two, both included, of a letter that will do; null where there is none. */
  find(first: number, last: number, willDo: (letter: number) => boolean): number | null {
    for (const interval of this.intervals) {
      if (interval.last < first || interval.first > last || !willDo(interval.letter)) continue;
      return Math.max(first, interval.first);
    }
    return null;
  }
}

/** The ranges that instructions read: where many read letters of any script, they are long and the same. */
function distinctRanges(programs: readonly Program[]): (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (const instruction of programs.flatMap((program) => program.instructions)) {
    if (instruction.op !== "read") continue;
    const { ranges } = instruction;
    const isKnown = found.some(
      (known) => known.length === ranges.length && known.every((codePoint, at) => codePoint === ranges[at]),
    );
    if (!isKnown) found.push(ranges);
  }
  return found;
}
