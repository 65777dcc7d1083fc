/**
 * A pattern as instructions of a machine that reads a text character by character.
 *
 * @module
 */
import { edge, type Neighbour, neighbours, newline, word } from "./neighbour.ts";

export type Instruction =
  /** Takes a character in one of the ranges: pairs of code points, both included, in ascending order. */
  | { op: "read"; ranges: readonly number[]; out: number }
  /** Goes on where the characters before and after allow it: bit `4 * before + after` of `where`. */
  | { op: "assert"; where: number; out: number }
  /** Goes on at each of `outs`. */
  | { op: "jump"; outs: readonly number[] }
  /** Goes on at `out`, from where every text matches, whatever follows. */
  | { op: "settle"; out: number }
  | { op: "match" }
  | { op: "fail" };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** Index of the instruction to begin with. */
  readonly start: number;
}

export const highestCodePoint = 0x10ffff;

export type Assertion = "line-start" | "line-end" | "text-start" | "text-end" | "boundary" | "no-boundary";

const holds: Record<Assertion, (before: Neighbour, after: Neighbour) => boolean> = {
  "line-start": (before) => before === edge || before === newline,
  "line-end": (_, after) => after === edge || after === newline,
  "text-start": (before) => before === edge,
  "text-end": (_, after) => after === edge,
  boundary: (before, after) => (before === word) !== (after === word),
  "no-boundary": (before, after) => (before === word) === (after === word),
};

/** Between which characters all of `assertions` hold, as the bits of an `assert` instruction. */
export function placesOf(assertions: readonly Assertion[]): number {
  let where = 0;
  for (const before of neighbours) {
    for (const after of neighbours) {
      if (assertions.every((assertion) => holds[assertion](before, after)))
        where |= 1 << (4 * before + after);
    }
  }
  return where;
}

export function allows(where: number, before: Neighbour, after: Neighbour): boolean {
  return ((where >> (4 * before + after)) & 1) === 1;
}

/**
 * The program that matches a text where `program` matches some part of it: it reads anything, tries to
 * begin at every position, and settles once it has found.
 */
export function anywhereIn(program: Program): Program {
  const instructions = [...program.instructions];
  const add = (instruction: Instruction) => instructions.push(instruction) - 1;
  const anything = [0, highestCodePoint];
  const matched = add({ op: "match" });
  const tail = instructions.length;
  const settled = add({ op: "settle", out: tail + 1 });
  add({ op: "jump", outs: [matched, tail + 2] });
  add({ op: "read", ranges: anything, out: settled });
  const start = instructions.length;
  add({ op: "jump", outs: [program.start, start + 1] });
  add({ op: "read", ranges: anything, out: start });
  for (const [index, { op }] of program.instructions.entries()) {
    if (op === "match") instructions[index] = { op: "jump", outs: [settled] };
  }
  return { instructions, start };
}
