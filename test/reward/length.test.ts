import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";

const value = async (spec: object, text: string, tokens = 0) =>
  (await judge({ type: "length", ...spec }, text, tokens)).value;

describe("length", () => {
  test.each([
    ["words", "One two-three, don't — 4!", 4],
    ["sentences", "Hello there. How are you? Fine!", 3],
    ["characters", "e\u0301 👨‍👩‍👧", 3],
    ["paragraphs", "One\nstill one.\n\nTwo.\n \n\nThree.", 3],
    ["words", "", 0],
    ["sentences", " \n", 0],
    ["paragraphs", "", 0],
  ])("counts %s of %j", async (unit, text, count) => {
    expect(await value({ unit, min: count, max: count }, text)).toBe(1);
    expect(await value({ unit, min: count + 1 }, text)).toBeLessThan(1);
  });

  test("counts the model's tokens", async () => {
    expect(await value({ unit: "tokens", max: 3 }, "whatever", 3)).toBe(1);
    expect(await value({ unit: "tokens", max: 3 }, "whatever", 4)).toBeLessThan(1);
  });

  test("falls with the distance from the nearest bound, to 0", async () => {
    expect(await value({ unit: "words", max: 2 }, "a b c")).toBe(0.5);
    expect(await value({ unit: "words", min: 4 }, "a b c")).toBe(0.75);
    expect(await value({ unit: "words", target: 4 }, "a b c d e")).toBe(0.75);
    expect(await value({ unit: "words", max: 1 }, "a b c d e")).toBe(0);
  });

  test("says by how much it is missed", async () => {
    expect((await judge({ type: "length", unit: "words", max: 2 }, "a b c")).explain).toBe(
      "3 words, 1 too many",
    );
  });
});
