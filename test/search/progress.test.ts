import { expect, test } from "vitest";
import { type Node, TokenTree } from "../../src/decode/token-tree.ts";
import { Progress } from "../../src/search/progress.ts";

/** A wish for so many tokens of this kind. */
interface Wish {
  token: number;
  times: number;
}

function count(node: Node | null, token: number): number {
  return node ? Number(node.token === token) + count(node.parent, token) : 0;
}

/** How far a path of these tokens has got, where there is room for `maxTokens`. */
function progressOf(
  tokens: readonly number[],
  maxTokens = 1000,
  { token, times }: Wish = { token: 0, times: 1 },
): number {
  const tree = new TokenTree();
  const [root] = tree.plant([0]);
  if (!root) throw new Error("a prompt has tokens");
  const end = tokens.reduce((node, token) => tree.child(node, { token, logProbability: -1 }), root);
  const value = (node: Node) => Math.min(1, count(node, token) / times);
  const guide = { value, isSatisfied: (node: Node) => value(node) === 1 };
  return new Progress({ guide, maxTokens }).of(end);
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

const numbers = (length: number, from = 100) => Array.from({ length }, (_, index) => from + index);

test("nor are those that gain nothing for longer than a third of the room, until something is gained", () => {
  const wish = { token: 7, times: 2 };
  expect(progressOf(numbers(12), 40, wish)).toBe(12);
  expect(progressOf(numbers(15), 40, wish)).toBe(12);
  expect(progressOf([...numbers(15), 7], 40, wish)).toBe(13);
  expect(progressOf([...numbers(15), 7, ...numbers(12, 200)], 40, wish)).toBe(25);
});

test("a path that has all it needs gets on, however long it takes to end", () => {
  expect(progressOf([7, ...numbers(30)], 40, { token: 7, times: 1 })).toBe(31);
});

test("what no path will ever gain sets back none for good", () => {
  expect(progressOf(numbers(60), 40, { token: 7, times: 1 })).toBe(48);
});
