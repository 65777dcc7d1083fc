import fc from "fast-check";
import { expect, test } from "vitest";
import { PathReader } from "../../../src/decode/path-reader.ts";
import { type Node, TokenTree } from "../../../src/decode/token-tree.ts";
import { noTracer } from "../../../src/decode/tracer.ts";
import { TreeTrace } from "../../../src/search/trace/tree-trace.ts";
import { tinyModel } from "../../support/tiny-model.ts";

const most = 12;

const move = fc.record({
  kind: fc.constantFrom("grow", "grow", "grow", "compute", "compute", "drop", "rule out"),
  at: fc.nat(),
  token: fc.integer({ min: 3, max: 9 }),
});

test(`however a tree grows, a trace with room for ${most} is a tree with all of the answer in it`, async () => {
  const paths = new PathReader({ ...(await tinyModel()), stop: [], maxTokens: 100 });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 200 }), fc.nat(), (moves, chosen) => {
      const trace = new TreeTrace(paths, most);
      const tree = new TokenTree({
        ...noTracer,
        added: (node, provenance) => trace.added(node, provenance),
        dropped: (node, why) => trace.dropped(node, why),
      });
      const root = tree.plant([5]).at(-1) as Node;
      const computed = new Set([root]);
      trace.stepped([root], 1);
      let nodes = [root];
      for (const { kind, at, token } of moves) {
        const node = nodes[at % nodes.length] ?? root;
        if (kind === "compute") {
          computed.add(node);
          trace.stepped([node], computed.size);
        }
        if (kind === "grow" && computed.has(node)) tree.child(node, { token, logProbability: -1 });
        if (kind === "rule out" && computed.has(node)) trace.ruledOut(node, { token, logProbability: -2 });
        if (kind === "drop" && node !== root) tree.drop(node);
        nodes = everyNode(root);
      }
      const end = nodes[chosen % nodes.length] ?? root;
      const answer = paths.read(end);
      trace.scored(end, answer, 1);
      trace.returns([answer]);

      const { nodes: listed, truncated, returned } = trace.report();
      const ids = new Set<number>();
      for (const { id, parent } of listed) {
        if (id > 0) expect(ids).toContain(parent);
        ids.add(id);
      }
      expect(ids.size).toBe(listed.length);
      expect(ids).toContain(0);
      expect(ids).toContain(returned[0]);
      const path = listed.filter(({ state }) => state === "returned");
      expect(path.map(({ text }) => text).join("")).toBe(answer.text);
      expect(path).toHaveLength(end.depth + 1);
      const whole = listed.length + truncated;
      expect(listed).toHaveLength(Math.min(whole, Math.max(most, path.length)));
    }),
  );
});

function everyNode(root: Node): Node[] {
  return [root, ...[...root.children.values()].flatMap(everyNode)];
}
