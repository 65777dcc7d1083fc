import fc from "fast-check";
import type { TraceNode } from "../../src/spec/trace.ts";

/** A node of which only `given` matters. */
export function node(given: Partial<TraceNode> & Pick<TraceNode, "id" | "parent" | "depth">): TraceNode {
  return {
    text: " word",
    logprob: -1,
    path_logprob: -given.depth,
    origin: given.parent === null ? "prompt" : "model",
    credit: 0,
    value: null,
    reward: null,
    finish: null,
    rows: 1,
    step: given.depth,
    state: "open",
    why: null,
    ...given,
  };
}

/** Trees as searches grow them: one path is returned, and what was never computed has no children. */
export const trees: fc.Arbitrary<TraceNode[]> = fc
  .array(
    fc.record({ choice: fc.nat(), isComputed: fc.boolean(), logprob: fc.integer({ min: -20, max: 0 }) }),
    {
      maxLength: 120,
    },
  )
  .map((drawn) => {
    const nodes = [node({ id: 0, parent: null, depth: 0, state: "returned" })];
    const computed = [...nodes];
    for (const { choice, isComputed, logprob } of drawn) {
      // There is always the root.
      const parent = computed[choice % computed.length] as TraceNode;
      const made = node({
        id: nodes.length,
        parent: parent.id,
        depth: parent.depth + 1,
        rows: isComputed ? 1 : 0,
        state: isComputed ? "open" : "dropped",
        logprob,
      });
      nodes.push(made);
      if (isComputed) computed.push(made);
    }
    for (let at = nodes.findLast(({ rows }) => rows > 0); at; at = nodes[at.parent ?? -1])
      at.state = "returned";
    return nodes;
  });
