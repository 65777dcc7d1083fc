import { expect, test } from "vitest";
import { type Assertion, placesOf } from "../../../src/reward/pattern/program.ts";
import { re2Program } from "../../../src/reward/pattern/re2-program.ts";

const read = (...ranges: number[]) => ({ op: "read", ranges });
const assert = (assertion: Assertion) => ({ op: "assert", where: placesOf([assertion]) });

/** The instructions along the first way through, without where they lead. */
function instructionsOf(source: string): object[] {
  const { instructions, start } = re2Program(source);
  const found: object[] = [];
  for (let at = start; ; ) {
    const instruction = instructions[at];
    if (!instruction) throw new RangeError(`no instruction ${at}`);
    const { op } = instruction;
    if (op === "jump") at = instruction.outs[0] ?? 0;
    else if (op === "match" || op === "fail") return [...found, { op }];
    else {
      const { out, ...what } = instruction;
      found.push(what);
      at = out;
    }
  }
}

// re2js does not promise its program's form. Where this fails after an upgrade, mend re2-program.ts.
test.each([
  ["a", [read(0x61, 0x61)]],
  ["😀", [read(0x1f600, 0x1f600)]],
  ["(?i)k", [read(0x4b, 0x4b, 0x6b, 0x6b, 0x212a, 0x212a)]],
  ["(?i)é", [read(0xc9, 0xc9, 0xe9, 0xe9)]],
  ["(?i)1", [read(0x31, 0x31)]],
  ["[0-9a-f]", [read(0x30, 0x39, 0x61, 0x66)]],
  ["[0-0]", [read(0x30, 0x30)]],
  [".", [read(0, 9, 11, 0x10ffff)]],
  ["(?s).", [read(0, 0x10ffff)]],
  ["\\A", [assert("text-start")]],
  ["^", [assert("text-start")]],
  ["\\z", [assert("text-end")]],
  ["$", [assert("text-end")]],
  ["(?m)^", [assert("line-start")]],
  ["(?m)$", [assert("line-end")]],
  ["\\b", [assert("boundary")]],
  ["\\B", [assert("no-boundary")]],
  ["(a|bc){2}", [read(0x61, 0x61), read(0x61, 0x61)]],
] as const)("%s is read as re2js compiles it", (source, expected) => {
  expect(instructionsOf(source)).toEqual([...expected, { op: "match" }]);
});

test("what cannot match fails", () => {
  expect(instructionsOf("[^\\s\\S]")).toEqual([{ op: "fail" }]);
});

test("alternatives lead to both", () => {
  const { instructions } = re2Program("x|[0-9]+");
  expect(instructions.some((instruction) => instruction.op === "jump" && instruction.outs.length === 2)).toBe(
    true,
  );
});

test.each(["(", "a{5,2}", "(?<=a)b", "\\1", "(a{1,1000}){1,1000}", "[a-z]{900}[a-z]{900}"])(
  "%s is refused",
  (source) => {
    expect(() => re2Program(source)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  },
);
