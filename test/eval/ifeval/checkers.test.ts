import { describe, expect, it } from "vitest";
import { followingOf } from "../../../eval/ifeval/following.ts";
import { instructionIds, instructionSchema } from "../../../eval/ifeval/instruction.ts";
import { examples } from "./examples.ts";

describe.each(instructionIds)("%s", (id) => {
  const cases = examples[id].flatMap(({ kwargs = {}, follows, breaks }) => {
    const instruction = instructionSchema.parse({ id, kwargs });
    return [
      ...follows.map((text) => ({ instruction, text, expected: true })),
      ...breaks.map((text) => ({ instruction, text, expected: false })),
    ];
  });
  it.each(cases)("$text: $expected", ({ instruction, text, expected }) => {
    expect(followingOf(instruction, text).strict).toBe(expected);
  });
  it("is not followed by an empty answer", () => {
    for (const { instruction } of cases) {
      expect(followingOf(instruction, " \n")).toEqual({ strict: false, loose: false });
    }
  });
});
