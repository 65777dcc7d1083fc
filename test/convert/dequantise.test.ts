import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLength, dequantise, halfToFloat, tensorType } from "../../models/convert/dequantise.ts";

const numbers = { F32: 0, F16: 1, Q4_0: 2, Q4_1: 3, Q5_0: 6, Q5_1: 7, Q8_0: 8, BF16: 30 } as const;

function typeOf(name: keyof typeof numbers) {
  const type = tensorType(numbers[name]);
  if (!type) throw new Error(`${name} is not readable`);
  return type;
}

/** 16 bits of 0.5 and −2 as half floats. */
const half = { 0.5: 0x3800, "-2": 0xc000 } as const;

function block(...parts: (number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const bits16 = (value: number): number[] => [value & 255, value >> 8];

describe("dequantise", () => {
  it("reads what a half-precision encoder wrote", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (bits) => {
        const view = new DataView(new ArrayBuffer(2)) as DataView & { getFloat16(offset: number): number };
        view.setUint16(0, bits);
        expect(halfToFloat(bits)).toBe(view.getFloat16(0));
      }),
    );
  });

  it("reads F32, F16 and BF16", () => {
    const floats = Float32Array.of(1.5, -0.25, 3e8);
    expect(dequantise(typeOf("F32"), new Uint8Array(floats.buffer))).toEqual(floats);
    const halves = block(bits16(half[0.5]), bits16(half["-2"]));
    expect([...dequantise(typeOf("F16"), halves)]).toEqual([0.5, -2]);
    const upperHalves = block([0xc0, 0x3f], [0x80, 0xbe]);
    expect([...dequantise(typeOf("BF16"), upperHalves)]).toEqual([1.5, -0.25]);
  });

  it("reads Q8_0", () => {
    const integers = Int8Array.from({ length: 32 }, (_, i) => i * 8 - 128);
    const bytes = block(bits16(half[0.5]), new Uint8Array(integers.buffer));
    expect([...dequantise(typeOf("Q8_0"), bytes)]).toEqual([...integers].map((value) => value * 0.5));
  });

  it.each([
    { name: "Q4_0", offset: false, fifthBit: false },
    { name: "Q4_1", offset: true, fifthBit: false },
    { name: "Q5_0", offset: false, fifthBit: true },
    { name: "Q5_1", offset: true, fifthBit: true },
  ] as const)("reads $name, low nibbles first", ({ name, offset, fifthBit }) => {
    const greatest = fifthBit ? 31 : 15;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: greatest }), { minLength: 32, maxLength: 32 }),
        (codes) => {
          const nibbles = Array.from(
            { length: 16 },
            (_, i) => ((codes[i] ?? 0) & 15) | (((codes[i + 16] ?? 0) & 15) << 4),
          );
          const fifth = Array.from({ length: 4 }, (_, byte) =>
            Array.from({ length: 8 }, (_, bit) => ((codes[byte * 8 + bit] ?? 0) >> 4) << bit).reduce(
              (a, b) => a | b,
              0,
            ),
          );
          const bytes = block(
            bits16(half[0.5]),
            offset ? bits16(half["-2"]) : [],
            fifthBit ? fifth : [],
            nibbles,
          );
          const base = offset ? -2 : -0.5 * (fifthBit ? 16 : 8);
          expect([...dequantise(typeOf(name), bytes)]).toEqual(codes.map((code) => code * 0.5 + base));
        },
      ),
    );
  });

  it("reads block after block", () => {
    const one = block(bits16(half[0.5]), new Uint8Array(32).fill(2));
    const two = block(bits16(half["-2"]), new Uint8Array(32).fill(3));
    const values = dequantise(typeOf("Q8_0"), block(one, two));
    expect([values[31], values[32], values.length]).toEqual([1, -6, 64]);
  });

  it("knows how many bytes values take, and that blocks are whole", () => {
    expect(byteLength(typeOf("Q4_1"), 64)).toBe(40);
    expect(byteLength(typeOf("Q4_1"), 65)).toBeUndefined();
    expect(tensorType(14)).toBeUndefined();
  });
});
