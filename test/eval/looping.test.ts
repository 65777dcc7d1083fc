import { expect, it } from "vitest";
import { isLooping } from "../../eval/looping.ts";

it.each([
  ["a dog and a dog and", false],
  ["A dog, a dog: a DOG", true],
  ["no no no no", true],
  ["no no no", false],
  ["", false],
])("%j loops: %s", (text, expected) => {
  expect(isLooping(text)).toBe(expected);
});
