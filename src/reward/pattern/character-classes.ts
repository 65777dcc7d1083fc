/**
 * Sorts characters into classes that a program cannot tell apart, so that it need not look at each one.
 *
 * @module
 */
import { Intervals } from "./intervals.ts";
import { type Neighbour, neighbourLimits, neighbourOf, neighbours } from "./neighbour.ts";
import type { Program } from "./program.ts";

/** What stands for its class in a text that is proposed, the first that belongs to it. */
const favourites = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890 .,-_:;!?'\"()/\n"].map(
  (character) => character.charCodeAt(0),
);

const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;
/** Control characters, first and last, by which nothing is exemplified if it can be avoided. */
const controls = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
] as const;

export interface CharacterClass {
  readonly neighbour: Neighbour;
  /** A character of it; null where it has only surrogates, which no text of the model has. */
  readonly example: string | null;
  /** Whether `example` is the only one. */
  readonly single: boolean;
}

/** What an instruction that reads takes. */
interface Taken {
  /** By class, 1 where it is taken. */
  readonly flags: Uint8Array;
  /** Those with an example, the ones to be proposed first. */
  readonly proposable: readonly number[];
  readonly neighbours: ReadonlySet<Neighbour>;
}

export class CharacterClasses {
  /** The classes that have an example, the ones to be proposed first. */
  readonly proposable: readonly number[];
  private readonly classes: readonly CharacterClass[];
  private readonly intervals: Intervals;
  /** By interval. */
  private readonly classOf: Int32Array;
  private readonly ascii: Int32Array;
  /** By class, its place among those to be proposed. */
  private readonly ranks: ReadonlyMap<number, number>;
  /** By instruction that reads; those with equal ranges share it. */
  private readonly taken = new Map<number, Taken>();

  constructor(program: Program) {
    const readers = readersOf(program);
    this.intervals = new Intervals([
      ...neighbourLimits,
      firstSurrogate,
      lastSurrogate + 1,
      ...readers.flatMap(({ ranges }) => ranges.map((codePoint, at) => codePoint + (at % 2))),
    ]);
    this.classOf = this.divide(readers.map(({ ranges }) => ranges));
    this.ascii = Int32Array.from({ length: 128 }, (_, codePoint) => this.search(codePoint));
    this.classes = this.describe();
    this.proposable = this.inOrder();
    this.ranks = new Map(this.proposable.map((index, rank) => [index, rank]));
    for (const { ranges, instructions } of readers) {
      const taken = this.takenIn(ranges);
      for (const instruction of instructions) this.taken.set(instruction, taken);
    }
  }

  /** The index of a code point's class. */
  of(codePoint: number): number {
    return this.ascii[codePoint] ?? this.search(codePoint);
  }

  at(index: number): CharacterClass {
    const found = this.classes[index];
    if (!found) throw new RangeError(`no class of characters ${index}`);
    return found;
  }

  /** Whether the instruction that reads takes the class. */
  takes(instruction: number, index: number): boolean {
    return this.taken.get(instruction)?.flags[index] === 1;
  }

  /** The classes with an example that the instruction takes, the ones to be proposed first. */
  takenBy(instruction: number): readonly number[] {
    return this.taken.get(instruction)?.proposable ?? [];
  }

  /** What the characters of those classes are to assertions. */
  neighboursOf(instruction: number): ReadonlySet<Neighbour> {
    return this.taken.get(instruction)?.neighbours ?? new Set();
  }

  private search(codePoint: number): number {
    return this.classOf[this.intervals.of(codePoint)] ?? 0;
  }

  /** By interval, its class: all that lie in the same of the given ranges and are the same to assertions have one. */
  private divide(all: readonly (readonly number[])[]): Int32Array {
    const classOf = Int32Array.from({ length: this.intervals.count }, (_, interval) =>
      neighbourOf(this.intervals.start(interval)),
    );
    let next = neighbours.length;
    for (const ranges of all) {
      const parts = new Map<number, number>();
      for (const interval of this.intervals.within(ranges)) {
        const whole = classOf[interval] ?? 0;
        const part = parts.get(whole) ?? next++;
        parts.set(whole, part);
        classOf[interval] = part;
      }
    }
    // Some numbers have become free.
    const numbers = new Map([...new Set(classOf)].map((old, index) => [old, index]));
    return classOf.map((old) => numbers.get(old) ?? 0);
  }

  private describe(): CharacterClass[] {
    const found: { example: number | null; members: number; neighbour: Neighbour }[] = [];
    this.classOf.forEach((index, interval) => {
      const [start, end] = [this.intervals.start(interval), this.intervals.end(interval)];
      const known = found[index] ?? { example: null, members: 0, neighbour: neighbourOf(start) };
      found[index] = known;
      if (start >= firstSurrogate && start <= lastSurrogate) return;
      known.members += end - start;
      if (known.example === null || isControl(known.example)) known.example = exampleIn(start, end);
    });
    for (const favourite of favourites.toReversed()) {
      const known = found[this.of(favourite)];
      if (known) known.example = favourite;
    }
    return found.map(({ example, members, neighbour }) => ({
      neighbour,
      example: example === null ? null : String.fromCodePoint(example),
      single: members === 1,
    }));
  }

  private inOrder(): number[] {
    const favoured = favourites.map((favourite) => this.of(favourite));
    const all = new Set([...favoured, ...this.classes.keys()]);
    return [...all].filter((index) => this.at(index).example !== null);
  }

  private takenIn(ranges: readonly number[]): Taken {
    const flags = new Uint8Array(this.classes.length);
    const proposable = new Set<number>();
    for (const interval of this.intervals.within(ranges)) {
      const index = this.classOf[interval] ?? 0;
      flags[index] = 1;
      if (this.ranks.has(index)) proposable.add(index);
    }
    const rank = (index: number) => this.ranks.get(index) ?? 0;
    return {
      flags,
      proposable: [...proposable].sort((a, b) => rank(a) - rank(b)),
      neighbours: new Set([...proposable].map((index) => this.at(index).neighbour)),
    };
  }
}

interface Reader {
  ranges: readonly number[];
  instructions: number[];
}

/** The instructions that read, by what they take. */
function readersOf({ instructions }: Program): Reader[] {
  const readers = new Map<string, Reader>();
  const keys = new Map<readonly number[], string>();
  for (const [index, instruction] of instructions.entries()) {
    if (instruction.op !== "read") continue;
    const { ranges } = instruction;
    const key = keys.get(ranges) ?? ranges.join();
    keys.set(ranges, key);
    const reader = readers.get(key) ?? { ranges, instructions: [] };
    reader.instructions.push(index);
    readers.set(key, reader);
  }
  return [...readers.values()];
}

function isControl(codePoint: number): boolean {
  return controls.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** A code point from `start` on, before `end`; one that can be seen, if there is any. */
function exampleIn(start: number, end: number): number {
  const after = controls.find(([first, last]) => start >= first && start <= last)?.[1];
  return after !== undefined && after + 1 < end ? after + 1 : start;
}
