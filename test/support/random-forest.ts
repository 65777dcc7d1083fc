import fc from "fast-check";
import type { Row } from "../../src/model/language-model.ts";

/** Most slots that a forest lies in. */
const slotCount = 64;

interface Node {
  /** An earlier node, or none. */
  parent: number | null;
  token: number;
  wantsLogits: boolean;
}

/**
 * Random token trees, cut into steps: ancestors may be rows of the same step, slots come in any order, and a leaf of an
 * earlier step may have lost its slot to a later row.
 *
 * @param vocabulary - of the model
 */
export function forests(vocabulary: number): fc.Arbitrary<Row[][]> {
  const node = fc.record({
    parent: fc.option(fc.nat(), { nil: null, freq: 10 }),
    token: fc.nat(vocabulary - 1),
    wantsLogits: fc.boolean(),
  });
  return fc
    .record({
      nodes: fc.array(node, { minLength: 1, maxLength: 40, size: "max" }),
      stride: fc.nat(slotCount / 2 - 1).map((half) => 2 * half + 1),
      sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 }),
    })
    .map(({ nodes, stride, sizes }) => {
      // Odd, it meets every slot.
      const slots = Array.from({ length: slotCount }, (_, index) => (index * stride) % slotCount);
      return stepsOf(nodes, slots, sizes);
    });
}

function stepsOf(nodes: readonly Node[], slots: readonly number[], sizes: readonly number[]): Row[][] {
  const parents = nodes.map(({ parent }, index) => (parent === null || index === 0 ? null : parent % index));
  const isLeaf = nodes.map((_, index) => !parents.includes(index));
  const unused = [...slots];
  const rows: Row[] = [];
  const steps: Row[][] = [];
  let dropped = 0;
  for (const size of sizes) {
    // Every other step begins where leaves have been.
    if (steps.length % 2 === 1) {
      const leaves = rows.slice(dropped).filter((_, index) => isLeaf[dropped + index]);
      unused.unshift(...leaves.map(({ slot }) => slot));
      dropped = rows.length;
    }
    const step: Row[] = [];
    for (const { token, wantsLogits } of nodes.slice(rows.length, rows.length + size)) {
      const parent = rows[parents[rows.length] ?? -1];
      const row = {
        token,
        wantsLogits,
        position: parent ? parent.position + 1 : 0,
        slot: unused.shift() ?? 0,
        ancestors: parent ? Int32Array.of(...parent.ancestors, parent.slot) : new Int32Array(),
        reading: new Float32Array(2),
      };
      rows.push(row);
      step.push(row);
    }
    if (step.length > 0) steps.push(step);
  }
  return steps;
}
