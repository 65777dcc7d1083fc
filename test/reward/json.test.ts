import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { expectRewardProperties } from "./reward-properties.ts";

const value = async (spec: object, text: string) => (await judge({ type: "json", ...spec }, text)).value;

describe("json", () => {
  test.each([
    ["{}", 1],
    ['{"a": [1, -0.5, 1e9, "\\u00e9", null]}\n', 1],
    ['{"a": 1}}', 0],
    ["[]", 0.5],
    ['{"a": 1', 0.5],
    ["{'a': 1}", 0],
    ["```\n{}\n```", 0],
    ['{"a": 01}', 0],
    ['{"a": 1, "a": 2}', 0.9],
  ])("%j: %d", async (text, expected) => {
    expect(await value({}, text)).toBe(expected);
  });

  test("may be asked for another root, and for a depth", async () => {
    expect(await value({ root: "array" }, "[{}]")).toBe(1);
    expect(await value({ root: "any" }, "1")).toBe(1);
    expect(await value({ root: "array", max_depth: 1 }, "[{}]")).toBe(0.9);
  });

  test("keeps every property that rewards must have", async () => {
    await expectRewardProperties(
      fc.record({
        type: fc.constant("json"),
        root: fc.constantFrom("object", "array", "any"),
        max_depth: fc.constantFrom(1, 2, 32),
      }),
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"b":',
        '"',
        "a",
        "\\",
        "n",
        "1",
        "e1",
        "-",
        ".5",
        "true",
        " ",
        "\n",
        '{"x":[]}',
      ),
    );
  });
});
