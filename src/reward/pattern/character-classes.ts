/**
 * Sorts characters into classes that a program cannot tell apart, so that it need not look at each one.
 *
 * @module
 */
import { type Neighbour, neighbourLimits, neighbourOf } from "./neighbour.ts";
import { highestCodePoint, type Program } from "./program.ts";

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

/** What an instruction that reads takes. Those with equal ranges share it. */
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
  private readonly taken = new Map<number, Taken>();
  /** Where intervals of code points begin, ascending from 0, and the class of each. */
  private readonly starts: Int32Array;
  private readonly classOf: Int32Array;
  private readonly ascii = new Int32Array(128);

  constructor({ instructions }: Program) {
    const readers = new Map<string, { ranges: readonly number[]; indices: number[] }>();
    for (const [index, instruction] of instructions.entries()) {
      if (instruction.op !== "read") continue;
      const key = instruction.ranges.join();
      const reader = readers.get(key);
      if (reader) reader.indices.push(index);
      else readers.set(key, { ranges: instruction.ranges, indices: [index] });
    }
    const limits = new Set([0, ...neighbourLimits, firstSurrogate, lastSurrogate + 1]);
    for (const { ranges } of readers.values()) {
      for (const [at, codePoint] of ranges.entries()) limits.add(codePoint + (at % 2));
    }
    limits.delete(highestCodePoint + 1);
    this.starts = Int32Array.from(limits).sort();
    this.classOf = this.starts.map(neighbourOf);
    this.split([]);
    for (const { ranges } of readers.values()) this.split(ranges);
    this.ascii.forEach((_, codePoint) => {
      this.ascii[codePoint] = this.search(codePoint);
    });
    this.classes = this.describe();
    this.proposable = this.inOrder();
    for (const { ranges, indices } of readers.values()) {
      const taken = this.describeTaken(ranges);
      for (const index of indices) this.taken.set(index, taken);
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
    return this.classOf[this.intervalOf(codePoint)] ?? 0;
  }

  private intervalOf(codePoint: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= codePoint) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Parts each class into what lies in the ranges and what does not, and numbers the parts anew. */
  private split(ranges: readonly number[]): void {
    const numbers = new Map<number, number>();
    const inside = this.inside(ranges);
    this.classOf.forEach((old, interval) => {
      const part = old * 2 + (inside[interval] ?? 0);
      const number = numbers.get(part) ?? numbers.size;
      numbers.set(part, number);
      this.classOf[interval] = number;
    });
  }

  /** By interval, 1 where it lies in the ranges. */
  private inside(ranges: readonly number[]): Uint8Array {
    const inside = new Uint8Array(this.starts.length);
    for (let at = 0; at < ranges.length; at += 2) {
      const [first = 0, last = 0] = ranges.slice(at, at + 2);
      const from = this.intervalOf(first);
      inside.fill(1, from, this.intervalOf(last) + 1);
    }
    return inside;
  }

  private describe(): CharacterClass[] {
    const found: { example: number | null; members: number; neighbour: Neighbour }[] = [];
    this.classOf.forEach((index, interval) => {
      const start = this.starts[interval] ?? 0;
      const end = this.starts[interval + 1] ?? highestCodePoint + 1;
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

  private describeTaken(ranges: readonly number[]): Taken {
    const flags = new Uint8Array(this.classes.length);
    this.inside(ranges).forEach((inside, interval) => {
      if (inside) flags[this.classOf[interval] ?? 0] = 1;
    });
    const proposable = this.proposable.filter((index) => flags[index] === 1);
    return { flags, proposable, neighbours: new Set(proposable.map((index) => this.at(index).neighbour)) };
  }
}

function isControl(codePoint: number): boolean {
  return controls.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** A code point from `start` on, before `end`; one that can be seen, if there is any. */
function exampleIn(start: number, end: number): number {
  const after = controls.find(([first, last]) => start >= first && start <= last)?.[1];
  return after !== undefined && after + 1 < end ? after + 1 : start;
}
