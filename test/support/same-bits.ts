import { expect } from "vitest";

/** Expects two lists of arrays to be the same to the bit. */
export function expectSameBits(found: readonly Float32Array[], expected: readonly Float32Array[]): void {
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  const places = found.flatMap((array, index) =>
    bytesOf(array).equals(bytesOf(expected[index] ?? new Float32Array())) ? [] : [index],
  );
  expect(places, "arrays that differ").toEqual([]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
