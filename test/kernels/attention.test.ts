import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { KernelMemory } from "../../src/runtime/kernels.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { expectSameBits } from "../support/same-bits.ts";

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await nodePlatform.loadKernels();
});

/** Values are whole numbers of sixteenths. */
const units = 16;
const slots = 160;
const canary = 77;

interface Shape {
  keyHeads: number;
  /** Query heads of a key head. */
  shared: number;
  dimension: number;
  /** The slots that each row looks at. */
  looks: readonly (readonly number[])[];
  seed: number;
}

const slot = fc.integer({ min: 0, max: slots - 1 });
const beginning = fc.array(slot, { maxLength: 150 });
/** Rows of a text or two, each with a beginning that they have in common, but for its last slots. */
const looks = fc
  .array(
    beginning.chain((common) =>
      fc.array(
        fc
          .tuple(fc.nat({ max: 3 }), fc.array(slot, { minLength: 1, maxLength: 5 }))
          .map(([less, own]) => [...common.slice(0, Math.max(0, common.length - less)), ...own]),
        { minLength: 1, maxLength: 6 },
      ),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((texts) => texts.flat());

const shapes: fc.Arbitrary<Shape> = fc.record({
  keyHeads: fc.integer({ min: 1, max: 3 }),
  shared: fc.integer({ min: 1, max: 9 }),
  dimension: fc.constantFrom(16, 48, 64),
  looks,
  seed: fc.integer({ min: 0, max: 1000 }),
});

interface Inputs {
  /** [rows, query heads · dimension] */
  queries: Float32Array;
  /** [slots, key heads · dimension], as the values */
  keys: Float32Array;
  values: Float32Array;
}

/** The greatest values that there may be are among them. */
function inputsOf({ keyHeads, shared, dimension, looks, seed }: Shape): Inputs {
  const wave = (count: number, scale: number, step: number) =>
    Float32Array.from({ length: count }, (_, index) => scale * Math.sin(seed + step * index));
  return {
    queries: wave(looks.length * keyHeads * shared * dimension, 2, 0.7),
    keys: wave(slots * keyHeads * dimension, 2, 1.3),
    values: wave(slots * keyHeads * dimension, 1023.4, 2.9).map(Math.round),
  };
}

/** What the kernel makes of it; nothing may be written but what it is given to write. */
function attended(shape: Shape, { queries, keys, values }: Inputs): Float32Array {
  const { keyHeads, shared, dimension, looks } = shape;
  const rows = looks.length;
  const memory = new KernelMemory(module);
  const width = keyHeads * dimension;
  const listed = looks.flat();
  const guarded = (bytes: number) => {
    const address = memory.take(bytes);
    memory.octets(memory.take(64), 64).fill(canary);
    return { address, end: Math.ceil((address + bytes) / 64) * 64 };
  };
  const own = {
    queries: guarded(queries.byteLength),
    keys: guarded(keys.byteLength),
    values: guarded(values.byteLength),
    written: guarded(slots * 4),
    places: guarded(listed.length * 4),
    counts: guarded(rows * 4),
    slots: guarded(slots * width * 6),
    scratch: guarded((rows * (2 * dimension + 2) + listed.length) * 16),
    y: guarded(queries.byteLength),
  };
  const placeOf = (index: number) => index * width * 6;
  memory.floats(own.queries.address, queries.length).set(queries);
  memory.floats(own.keys.address, keys.length).set(keys);
  memory.floats(own.values.address, values.length).set(values);
  memory
    .integers(own.written.address, slots)
    .set(Array.from({ length: slots }, (_, index) => placeOf(index)));
  memory.integers(own.places.address, listed.length).set(listed.map(placeOf));
  memory.integers(own.counts.address, rows).set(looks.map(({ length }) => length));
  const { kernels } = memory;
  const at = (name: keyof typeof own) => own[name].address;
  kernels.writeSlots(at("keys"), at("values"), at("written"), at("slots"), slots, width);
  kernels.attend(
    at("queries"),
    at("places"),
    at("counts"),
    at("slots"),
    at("scratch"),
    at("y"),
    rows,
    keyHeads * shared,
    keyHeads,
    dimension,
    units,
  );
  for (const { end } of Object.values(own)) {
    expect(memory.octets(end, 64).every((octet) => octet === canary)).toBe(true);
  }
  return memory.floats(own.y.address, queries.length).slice();
}

/** The mean of the values, by weights that need not be whole numbers. */
function expected(shape: Shape, { queries, keys, values }: Inputs): Float64Array {
  const { keyHeads, shared, dimension, looks } = shape;
  const width = keyHeads * dimension;
  const y = new Float64Array(queries.length);
  for (const [row, seen] of looks.entries()) {
    for (let head = 0; head < keyHeads * shared; head++) {
      const from = (row * keyHeads * shared + head) * dimension;
      const offset = Math.floor(head / shared) * dimension;
      const channels = Array.from({ length: dimension }, (_, channel) => channel);
      const scores = seen.map((index) => {
        const key = index * width + offset;
        const product = (channel: number) => (queries[from + channel] ?? 0) * (keys[key + channel] ?? 0);
        return channels.reduce((sum, channel) => sum + product(channel), 0) / Math.sqrt(dimension);
      });
      const most = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - most));
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      for (const channel of channels) {
        const mixed = seen.reduce(
          (sum, index, place) =>
            sum + (weights[place] ?? 0) * (values[index * width + offset + channel] ?? 0),
          0,
        );
        y[from + channel] = mixed / all / units;
      }
    }
  }
  return y;
}

describe("attention", () => {
  test("gives a row the same bits with others as by itself, wherever their slots part", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const inputs = inputsOf(shape);
        const together = attended(shape, inputs);
        const rowLength = together.length / shape.looks.length;
        const alone = shape.looks.map((own, row) => {
          const queries = inputs.queries.slice(row * rowLength, (row + 1) * rowLength);
          return attended({ ...shape, looks: [own] }, { ...inputs, queries });
        });
        const rows = alone.map((_, row) => together.slice(row * rowLength, (row + 1) * rowLength));
        expectSameBits(rows, alone);
      }),
      { numRuns: 60 },
    );
  });

  test("is the mean of the values, to within what whole weights leave out", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const inputs = inputsOf(shape);
        const means = expected(shape, inputs);
        const furthest = attended(shape, inputs).reduce(
          (most, value, index) => Math.max(most, Math.abs(value - (means[index] ?? 0))),
          0,
        );
        expect(furthest).toBeLessThan((0.01 * 1023) / units);
      }),
      { numRuns: 40 },
    );
  });
});
