import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { KernelMemory } from "../../src/runtime/kernels.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import { expectSameBits } from "../support/same-bits.ts";

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await nodePlatform.loadKernels();
});

/** Rows, inputs and outputs of a product, and whether it is added to something. */
interface Shape {
  rows: number;
  inputs: number;
  outputs: number;
  isAdded: boolean;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  inputs: fc.integer({ min: 1, max: 12 }).map((fours) => 4 * fours),
  outputs: fc.integer({ min: 1, max: 20 }),
  isAdded: fc.boolean(),
});

const float = fc.float({ min: -1000, max: 1000, noNaN: true });
const weight = fc.integer({ min: -128, max: 127 });
const positive = fc.float({ min: Math.fround(1e-3), max: 1, noNaN: true });
const listOf = (value: fc.Arbitrary<number>, count: number) =>
  fc.array(value, { minLength: count, maxLength: count });

const products = shapes.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    x: listOf(float, shape.rows * shape.inputs),
    weights: listOf(weight, shape.inputs * shape.outputs),
    scales: listOf(positive, shape.outputs),
    before: listOf(float, shape.rows * shape.outputs),
  }),
);

interface Product {
  shape: Shape;
  x: readonly number[];
  weights: readonly number[];
  scales: readonly number[];
  before: readonly number[];
}

/** To the nearest whole number; halves to the even one, as IEEE 754 says. */
function nearest(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** What a product must come to, in whole numbers first and in float32 from there. */
function expected({ shape, x, weights, scales, before }: Product): Float32Array {
  const { rows, inputs, outputs, isAdded } = shape;
  const y = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const own = x.slice(row * inputs, (row + 1) * inputs);
    const greatest = Math.max(...own.map(Math.abs));
    const rowScale = Math.max(Math.fround(greatest * Math.fround(1 / 127)), Math.fround(1e-9));
    const whole = own.map((value) => nearest(Math.fround(value / rowScale)));
    for (let output = 0; output < outputs; output++) {
      const sum = whole.reduce(
        (all, value, input) => all + value * (weights[input * outputs + output] ?? 0),
        0,
      );
      const scaled = Math.fround(Math.fround(Math.fround(sum) * (scales[output] ?? 0)) * rowScale);
      y[row * outputs + output] = scaled + (isAdded ? (before[row * outputs + output] ?? 0) : 0);
    }
  }
  return y;
}

/** The same by the kernels; what lies behind the rows of four must stay as it is. */
function computed({ shape, x, weights, scales, before }: Product): Float32Array {
  const { rows, inputs, outputs, isAdded } = shape;
  const memory = new KernelMemory(module);
  const { kernels } = memory;
  const columns = 8 * Math.ceil(outputs / 8);
  const fours = 4 * Math.ceil(rows / 4);
  const addresses = {
    x: memory.take(rows * inputs * 4),
    pair: memory.take(2 * outputs),
    table: memory.take(inputs * columns),
    scales: memory.take(columns * 4),
    quantised: memory.take(fours * inputs * 2),
    rowScales: memory.take(fours * 4),
    y: memory.take(fours * columns * 4),
    behind: memory.take(64),
  };
  memory.floats(addresses.x, x.length).set(x);
  memory.floats(addresses.scales, columns).set(scales);
  memory.octets(addresses.behind, 64).fill(77);
  for (let row = 0; row < rows; row++) {
    const own = before.slice(row * outputs, (row + 1) * outputs);
    memory.floats(addresses.y + row * columns * 4, outputs).set(own);
  }
  for (let pair = 0; pair < inputs / 2; pair++) {
    const rowsOfPair = weights.slice(2 * pair * outputs, 2 * (pair + 1) * outputs);
    memory.octets(addresses.pair, 2 * outputs).set(rowsOfPair);
    kernels.packPair(addresses.pair, addresses.table, inputs, outputs, pair);
  }
  const { quantised, table, rowScales, y } = addresses;
  kernels.quantise(addresses.x, quantised, rowScales, rows, inputs, inputs);
  kernels.multiply(quantised, table, addresses.scales, rowScales, y, rows, inputs, outputs, isAdded);
  expect([...memory.octets(addresses.behind, 64)]).toEqual(Array(64).fill(77));
  const found = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    found.set(memory.floats(y + row * columns * 4, outputs), row * outputs);
  }
  return found;
}

test("a product is the whole numbers' product, scaled: for any number of rows and outputs, added or not", () => {
  fc.assert(
    fc.property(products, (product) => {
      // 0 and −0 are one here: float sums tell them apart, whole numbers do not.
      const noSign = (y: Float32Array) => y.map((value) => value + 0);
      expectSameBits([noSign(computed(product))], [noSign(expected(product))]);
    }),
    { numRuns: 100 },
  );
});

test("the greatest sums that a table of many inputs can have are exact", () => {
  const inputs = 4096;
  const product: Product = {
    shape: { rows: 5, inputs, outputs: 9, isAdded: false },
    x: Array(5 * inputs).fill(1),
    weights: Array(9 * inputs).fill(-128),
    scales: Array(9).fill(0.5),
    before: Array(45).fill(0),
  };
  expectSameBits([computed(product)], [expected(product)]);
});
