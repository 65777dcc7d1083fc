/**
 * Reads the program that re2js compiles. re2js itself only judges whole texts; following a text that is
 * still growing takes the instructions, which `re2()` hands out but whose shape the types do not show. So
 * this file alone knows them, and its test fails where an upgrade changes them.
 *
 * @module
 */
import { RE2JS } from "re2js";
import { TillerError } from "../../spec/tiller-error.ts";
import { type Assertion, highestCodePoint, type Instruction, type Program, placesOf } from "./program.ts";

/** Following a text takes memory and time that grow with the program: `a{1000}` has 1,000 instructions. */
const maxProgramSize = 1000;

interface Re2Instruction {
  op: number;
  /** The next instruction. */
  out: number;
  /** Of an alternative the second; of an assertion its bits; of a character bit 0 where case is ignored. */
  arg: number;
  /** One code point, or pairs of them. */
  runes: Int32Array;
}

const ops = [
  null,
  "alternative",
  "alternative",
  "capture",
  "assertion",
  "fail",
  "match",
  "nothing",
  "runes",
  "runes",
  "any",
  "any but newline",
] as const;

/** By bit of an assertion's `arg`, the lowest first. */
const assertions: readonly Assertion[] = [
  "line-start",
  "line-end",
  "text-start",
  "text-end",
  "boundary",
  "no-boundary",
];

/**
 * @param source in RE2 syntax
 * @throws TillerError `invalid_request` without `param` where it is no such expression, or too large
 */
export function re2Program(source: string): Program {
  const { start, inst } = compiled(source);
  const known = new Map<Int32Array, readonly number[]>();
  return { start, instructions: inst.map((instruction) => instructionOf(instruction, known)) };
}

function compiled(source: string): { start: number; inst: Re2Instruction[] } {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TillerError("invalid_request", `not a regular expression in RE2 syntax: ${reason}`, {
      cause: error,
    });
  }
  const size = expression.programSize();
  if (size > maxProgramSize) {
    throw new TillerError("invalid_request", `too large: ${size} instructions, at most ${maxProgramSize}`);
  }
  return expression.re2().prog;
}

function instructionOf(
  { op, out, arg, runes }: Re2Instruction,
  known: Map<Int32Array, readonly number[]>,
): Instruction {
  const kind = ops[op];
  switch (kind) {
    case "alternative":
      return { op: "jump", outs: [out, arg] };
    case "capture":
    case "nothing":
      return { op: "jump", outs: [out] };
    case "assertion":
      return { op: "assert", where: placesOf(assertions.filter((_, bit) => (arg >> bit) & 1)), out };
    case "fail":
    case "match":
      return { op: kind };
    case "runes":
      return { op: "read", ranges: rangesOf(runes, (arg & 1) === 1, known), out };
    case "any":
      return { op: "read", ranges: [0, highestCodePoint], out };
    case "any but newline":
      return { op: "read", ranges: [0, 0x09, 0x0b, highestCodePoint], out };
    default:
      throw new TypeError(`re2js has an instruction ${op} that is not known here`);
  }
}

function rangesOf(
  runes: Int32Array,
  ignoringCase: boolean,
  known: Map<Int32Array, readonly number[]>,
): readonly number[] {
  const [only] = runes;
  if (runes.length === 1 && only !== undefined) return ignoringCase ? caseVariants(only) : [only, only];
  // The copies that a repetition is made of share what they read, which may be hundreds of ranges.
  const ranges = known.get(runes) ?? [...runes];
  known.set(runes, ranges);
  return ranges;
}

/** The ranges of a code point's case variants: RE2 unites more of them than JavaScript's upper and lower case do. */
function caseVariants(codePoint: number): number[] {
  // A class has them spelled out; the second character keeps it from being made a letter again.
  const { inst } = compiled(`(?i)[\\x{${codePoint.toString(16)}}\\x{${highestCodePoint.toString(16)}}]`);
  const variants = inst.find(({ runes }) => runes.length > 2)?.runes;
  if (!variants) throw new TypeError("re2js has another form of character classes than is known here");
  return [...variants.slice(0, -2)];
}
