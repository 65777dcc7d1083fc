import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

describe("diversity", () => {
  test.each([
    [{ n: 1, min: 0.75 }, "The dog, the cat!", 1, "3 of 4 words distinct"],
    [{ n: 1, min: 1 }, "The dog, the cat!", 0.75, "3 of 4 words distinct, at least 100 % wanted"],
    [{ min: 0.5 }, "ha ha ha ha ha", 0.5, "1 of 4 word pairs distinct, at least 50 % wanted"],
    [{ n: 4, min: 1 }, "too short", 1, "0 of 0 word quadruples distinct"],
  ])("%j of %j is worth %d: %s", async (spec, text, value, explain) => {
    expect(await judge({ type: "diversity", ...spec }, text)).toMatchObject({ value, explain });
  });

  test("keeps the promises of a reward", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("diversity"),
        n: fc.integer({ min: 1, max: 4 }),
        min: fc.double({ min: 0.1, max: 1, noNaN: true }),
      }),
      fc.constantFrom("a ", " b", "A. ", "é ", "e\u0301", "\n", "-", "ha ha ha ", ", c", "b a "),
    );
  });
});
