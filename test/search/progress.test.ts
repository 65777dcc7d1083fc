import { expect, test } from "vitest";
import { TokenTree } from "../../src/decode/token-tree.ts";
import { Progress } from "../../src/search/progress.ts";

/** How far a path of these tokens has got. */
function progressOf(tokens: readonly number[]): number {
  const tree = new TokenTree();
  const [root] = tree.plant([0]);
  if (!root) throw new Error("a prompt has tokens");
  const end = tokens.reduce((node, token) => tree.child(node, { token, logProbability: -1 }), root);
  return new Progress().of(end);
}

test("each token is a step", () => {
  expect(progressOf([])).toBe(0);
  expect(progressOf([1, 2, 3, 4])).toBe(4);
});

test("but not one that says again what stood there before", () => {
  expect(progressOf([1, 2, 3, 4, 1, 2, 3])).toBe(6);
});

test("nor one that goes in circles", () => {
  expect(progressOf([1, 2, 3, 1, 2, 4, 1])).toBe(7);
  expect(progressOf([1, 2, 3, 1, 2, 4, 1, 2])).toBe(7);
});

test("a pair that comes again much later does not", () => {
  const others = (from: number) => Array.from({ length: 20 }, (_, index) => from + index);
  expect(progressOf([1, 2, ...others(10), 1, 2, ...others(40), 1, 2])).toBe(46);
});
