import fc from "fast-check";
import { expect, test } from "vitest";
import { ancestorSlots, type Node, TokenTree } from "../../src/decode/token-tree.ts";

test("however a tree grows and is cut, no two nodes in it share a slot, and all slots come back", () => {
  const moves = fc.array(fc.record({ grow: fc.boolean(), at: fc.nat(), token: fc.nat(3) }), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(moves, (steps) => {
      const tree = new TokenTree();
      const root = tree.plant([5, 6, 7]).at(-1) as Node;
      for (let node: Node | null = root; node; node = node.parent) tree.place(node);
      let nodes = [root];
      let mostNodes = 1;
      for (const { grow, at, token } of steps) {
        const node = nodes[at % nodes.length] ?? root;
        if (grow) {
          const child = tree.child(node, { token, logProbability: -1 });
          tree.place(child);
          expect(ancestorSlots(child)).toHaveLength(child.position);
        } else if (node !== root) {
          tree.drop(node);
        }
        nodes = everyNode(root);
        mostNodes = Math.max(mostNodes, nodes.length);
        const slots = nodes.map(({ slot }) => slot);
        expect(new Set(slots).size).toBe(slots.length);
        // Two slots below the root hold the prompt; what was dropped is used again before any new one.
        expect(Math.max(...slots.map((slot) => slot ?? 0))).toBeLessThanOrEqual(mostNodes + 2);
      }
    }),
  );
});

test("keeping the paths to some nodes drops all others, and nothing of those", () => {
  const tree = new TokenTree();
  const root = tree.plant([1]).at(-1) as Node;
  const child = (parent: Node, token: number) => tree.child(parent, { token, logProbability: -1 });
  const kept = child(child(root, 1), 2);
  child(kept, 3);
  child(child(root, 1), 4);
  child(root, 5);
  tree.keepPathsTo([kept], root);
  expect(everyNode(root).map(({ token }) => token)).toEqual([1, 1, 2]);
  tree.keepPathsTo([], root);
  expect(everyNode(root)).toEqual([root]);
});

test("a fork shares its prefix: the same token after the same parent is the same node", () => {
  const tree = new TokenTree();
  const root = tree.plant([1]).at(-1) as Node;
  const first = tree.child(root, { token: 9, logProbability: -0.5 });
  expect(tree.child(root, { token: 9, logProbability: -0.5 })).toBe(first);
  const second = tree.child(first, { token: 8, logProbability: -0.25 });
  expect(second).toMatchObject({ depth: 2, position: 2, logProbability: -0.75 });
});

function everyNode(root: Node): Node[] {
  return [root, ...[...root.children.values()].flatMap(everyNode)];
}
