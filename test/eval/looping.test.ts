import { expect, it } from "vitest";
import { isLongTextLooping, isLooping } from "../../eval/looping.ts";

it.each([
  ["a dog and a dog and", false],
  ["A dog, a dog: a DOG", true],
  ["no no no no", true],
  ["no no no", false],
  ["", false],
])("%j loops: %s", (text, expected) => {
  expect(isLooping(text)).toBe(expected);
});

const story =
  "The dog ran to the house, and the cat sat in the tree. When it was dark, they went home and had their dinner. In the morning the dog ran to the river, where the fish are, and the cat slept.";

it.each([
  ["", false],
  ["Yes.", false],
  [story, false],
  [`${story} The dog was happy, and so on and so on and so on and so on and so on.`, true],
  [`${story} Tick tock, tick tock, tick tock.`, false],
  ["1. A good day for all.\n2. A bad day for all.\n3. A good day for all.", false],
  [`${story}\nI like it here.\nWe do.\nI like it here.\nWe do.\nI like it here.`, true],
  ["SECTION 1\na\nSECTION 2\nb\nSECTION 3\nc", false],
])("as a long text, %j loops: %s", (text, expected) => {
  expect(isLongTextLooping(text)).toBe(expected);
});
