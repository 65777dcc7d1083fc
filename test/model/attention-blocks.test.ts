import fc from "fast-check";
import { expect, test } from "vitest";
import { type AttentionBlocks, attentionBlocks } from "../../src/model/attention-blocks.ts";
import { packRows } from "../../src/model/layer-stage.ts";

interface Place {
  slot: number;
  ancestors: number[];
}

function blocksOf(places: readonly Place[]) {
  return attentionBlocks(
    packRows(
      places.map(({ slot, ancestors }) => ({
        token: 0,
        position: ancestors.length,
        slot,
        ancestors: Int32Array.from(ancestors),
        wantsLogits: false,
      })),
    ),
  );
}

/** The columns that row `row` sees, as the graph reads the blocks. */
function seenBy({ shape, rows, order, columns, mask }: AttentionBlocks, row: number): number[] {
  const [count, most, width] = shape;
  const place = order[row] ?? -1;
  expect(rows[place]).toBe(row);
  const block = Math.floor(place / most);
  const seen = Array.from({ length: width }, (_, index) => index).filter(
    (index) => mask[place * width + index] === 0,
  );
  return seen.map((index) => columns[index * count + block] ?? -1).sort((a, b) => a - b);
}

/** A forest: each slot's parent is an earlier one, or none. The last of its slots are the step's rows. */
const forests = fc
  .array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 60 })
  .chain((parents) =>
    fc.tuple(fc.constant(parents), fc.integer({ min: 1, max: Math.min(32, parents.length) })),
  )
  .map(([parents, rows]) => {
    const ancestors: number[][] = [];
    for (const [slot, parent] of parents.entries()) {
      const own = parent === null || slot === 0 ? null : parent % slot;
      ancestors.push(own === null ? [] : [...(ancestors[own] ?? []), own]);
    }
    return ancestors.map((own, slot): Place => ({ slot, ancestors: own })).slice(-rows);
  });

test("each row sees its ancestors and itself, and nothing else", () => {
  fc.assert(
    fc.property(forests, (places) => {
      const { seen, blocks } = blocksOf(places);
      const columnOf = new Map(places.map(({ slot }, row) => [slot, seen + row]));
      for (const [row, { slot, ancestors }] of places.entries()) {
        const expected = [...ancestors, slot].map((other) => columnOf.get(other) ?? other);
        expect(seenBy(blocks, row)).toEqual(expected.sort((a, b) => a - b));
      }
    }),
  );
});

test("sixteen requests that share a step each meet their own slots", () => {
  const own = 50;
  const places = Array.from({ length: 16 }, (_, request) => ({
    slot: 16 * own + request,
    ancestors: Array.from({ length: own }, (_, index) => request * own + index),
  }));
  expect(blocksOf(places).blocks.shape).toEqual([16, 1, own + 1]);
});

test("short requests do not pay for a long one that shares their step", () => {
  const [long, short] = [4000, 20];
  const before = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
  const places = [
    ...Array.from({ length: 17 }, (_, row) => ({
      slot: long + row,
      ancestors: [...before(0, long), ...before(long, row)],
    })),
    ...Array.from({ length: 15 }, (_, request) => ({
      slot: 5000 + 15 * short + request,
      ancestors: before(5000 + request * short, short),
    })),
  ];
  const [count, , width] = blocksOf(places).blocks.shape;
  expect(count * width).toBeLessThan(2 * (long + 17 + 16 * short));
});

test("the tokens of a prompt are one block", () => {
  const places = Array.from({ length: 32 }, (_, slot) => ({
    slot,
    ancestors: Array.from({ length: slot }, (_, index) => index),
  }));
  expect(blocksOf(places).blocks.shape).toEqual([1, 32, 32]);
});

test("branches of one prompt meet what they have in common once each, not each other", () => {
  const [prompt, branch] = [40, 20];
  const places = Array.from({ length: 32 }, (_, sample) => ({
    slot: prompt + 32 * branch + sample,
    ancestors: Array.from({ length: prompt + branch }, (_, index) =>
      index < prompt ? index : prompt + sample * branch + index - prompt,
    ),
  }));
  const [count, most, width] = blocksOf(places).blocks.shape;
  expect(count * most).toBeLessThanOrEqual(64);
  expect(width).toBeLessThan(4 * (prompt + branch));
});
