import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";

const value = async (spec: object, text: string) => (await judge({ type: "regex", ...spec }, text)).value;

describe("regex", () => {
  test("searches, matches as a whole, or wants it absent", async () => {
    expect(await value({ pattern: "b+" }, "abc")).toBe(1);
    expect(await value({ pattern: "b+", mode: "full" }, "abc")).toBe(0);
    expect(await value({ pattern: "[a-c]+", mode: "full" }, "abc")).toBe(1);
    expect(await value({ pattern: "b+", mode: "absent" }, "abc")).toBe(0);
    expect(await value({ pattern: "x", mode: "absent" }, "abc")).toBe(1);
  });

  // With backtracking this would take longer than the universe has existed.
  test("nested quantifiers take linear time", async () => {
    expect(await value({ pattern: "(x+x+)+y" }, "x".repeat(20_000))).toBe(0);
    expect(await value({ pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" }, "a".repeat(20_000))).toBe(0);
  });

  test.each(["(", "a{5,2}", "(?<=a)b", "\\1", "(a{1,1000}){1,1000}", "[a-z]{900}[a-z]{900}[a-z]{900}"])(
    "%j is refused, with the field at fault",
    async (pattern) => {
      await expect(value({ pattern }, "")).rejects.toMatchObject({
        code: "invalid_request",
        param: "/pattern",
      });
    },
  );
});
