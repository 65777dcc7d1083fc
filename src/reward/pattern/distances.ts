/**
 * How far a program is from a match, from each of its instructions. One instruction at a time that can be
 * worked out exactly, assertions included: a set of instructions matches whatever any of them matches.
 *
 * @module
 */
import type { CharacterClass, CharacterClasses } from "./character-classes.ts";
import { edge, type Neighbour, neighbours, newline, other, word } from "./neighbour.ts";
import { allows, type Program } from "./program.ts";

const never = -1;

/** What a proposed text had rather go on with, where several lead equally fast to a match. */
const preferred: readonly Neighbour[] = [edge, word, other, newline];

export class Distances {
  private readonly program: Program;
  private readonly classes: CharacterClasses;
  /** By (before, after, instruction): the fewest characters to a match if those stand around here, or `never`. */
  private readonly table: Int32Array;

  /** Texts that `shortest` has found, by place. */
  private readonly texts = new Map<number, string>();

  constructor(program: Program, classes: CharacterClasses) {
    this.program = program;
    this.classes = classes;
    this.table = new Int32Array(16 * program.instructions.length).fill(never);
    this.fill();
  }

  /** The fewest characters that lead to a match from an instruction with `before` in front; infinite where none do. */
  from(instruction: number, before: Neighbour): number {
    let least = Number.POSITIVE_INFINITY;
    for (const after of neighbours) least = Math.min(least, this.between(before, after, instruction));
    return least;
  }

  /** Whether the text matches if it ends here. */
  matchesAtEnd(instruction: number, before: Neighbour): boolean {
    return this.between(before, edge, instruction) === 0;
  }

  /** The fewest characters, given the one that comes next, or that the text ends. */
  between(before: Neighbour, after: Neighbour, instruction: number): number {
    const distance = this.table[this.place(before, after, instruction)] ?? never;
    return distance === never ? Number.POSITIVE_INFINITY : distance;
  }

  /** A shortest text that leads to a match, where there is one. */
  shortest(instruction: number, before: Neighbour): string {
    const way: { place: number; character: string }[] = [];
    let [at, previous] = [instruction, before];
    for (;;) {
      const place = this.place(previous, edge, at);
      const next = this.nearestAfter(previous, at);
      const read = this.texts.has(place) ? null : this.nextRead(previous, next, at);
      if (read === null) {
        this.texts.set(place, this.texts.get(place) ?? "");
        // From behind, so that each text is made of the one that it goes on with.
        return way.reduceRight((rest, step) => {
          this.texts.set(step.place, step.character + rest);
          return step.character + rest;
        }, this.texts.get(place) ?? "");
      }
      const { example, neighbour } = this.exampleOf(read, next);
      way.push({ place, character: example ?? "" });
      [at, previous] = [this.outOf(read), neighbour];
    }
  }

  private place(before: Neighbour, after: Neighbour, instruction: number): number {
    return (4 * before + after) * this.program.instructions.length + instruction;
  }

  private nearestAfter(before: Neighbour, instruction: number): Neighbour {
    const distance = this.from(instruction, before);
    return preferred.find((after) => this.between(before, after, instruction) === distance) ?? edge;
  }

  /** The reading instruction to be taken next on a shortest way; null at its end. */
  private nextRead(before: Neighbour, after: Neighbour, from: number): number | null {
    const distance = this.between(before, after, from);
    const seen = new Set([from]);
    for (const at of seen) {
      const instruction = this.program.instructions[at];
      if (instruction?.op === "read") return at;
      if (instruction?.op === "match") return null;
      const outs = outsOf(this.program, at, before, after);
      for (const out of outs) if (this.between(before, after, out) === distance) seen.add(out);
    }
    return null;
  }

  private outOf(read: number): number {
    const instruction = this.program.instructions[read];
    return instruction?.op === "read" ? instruction.out : 0;
  }

  private exampleOf(read: number, neighbour: Neighbour): CharacterClass {
    const found = this.classes.takenBy(read).find((each) => this.classes.at(each).neighbour === neighbour);
    if (found === undefined) throw new TypeError("the shortest way has no character to go on with");
    return this.classes.at(found);
  }

  /** From the matches backwards, all that is one character further off after all that is nearer. */
  private fill(): void {
    const { instructions } = this.program;
    const incoming = instructions.map((): number[] => []);
    for (const [index, instruction] of instructions.entries()) {
      const outs = "outs" in instruction ? instruction.outs : "out" in instruction ? [instruction.out] : [];
      for (const out of outs) incoming[out]?.push(index);
    }
    let level: [Neighbour, Neighbour, number][] = [];
    for (const [index, { op }] of instructions.entries()) {
      if (op === "match") for (const before of neighbours) level.push([before, edge, index]);
    }
    for (let distance = 0; level.length > 0; distance++) {
      const further: typeof level = [];
      // It grows while it is walked: what reads nothing is as near as what it leads to.
      for (const [before, after, index] of level) {
        const place = this.place(before, after, index);
        if (this.table[place] !== never) continue;
        this.table[place] = distance;
        for (const source of incoming[index] ?? []) {
          const instruction = instructions[source];
          if (instruction?.op !== "read") {
            if (instruction?.op !== "assert" || allows(instruction.where, before, after)) {
              level.push([before, after, source]);
            }
          } else if (this.classes.neighboursOf(source).has(before)) {
            for (const earlier of neighbours) further.push([earlier, before, source]);
          }
        }
      }
      level = further;
    }
  }
}

/** Where an instruction that reads nothing leads, between these characters. */
export function outsOf(
  { instructions }: Program,
  index: number,
  before: Neighbour,
  after: Neighbour,
): readonly number[] {
  const instruction = instructions[index];
  switch (instruction?.op) {
    case "jump":
      return instruction.outs;
    case "settle":
      return [instruction.out];
    case "assert":
      return allows(instruction.where, before, after) ? [instruction.out] : [];
    default:
      return [];
  }
}
