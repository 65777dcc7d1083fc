/**
 * GGUF's tensor types to float32. A block type packs 32 values with a half-precision scale (and offset);
 * layouts as the GGUF and GGML documentation describe them.
 *
 * @module
 */
import { GGMLQuantizationType } from "@huggingface/gguf";

interface TensorType {
  readonly name: string;
  /** Values of one block, and the bytes that it takes. */
  readonly values: number;
  readonly bytes: number;
  /** Writes one block of `bytes` at `offset` to `to`. */
  read(bytes: DataView, offset: number, to: Float32Array): void;
}

const half = (bytes: DataView, offset: number): number => halfToFloat(bytes.getUint16(offset, true));

const types = new Map<number, TensorType>([
  [GGMLQuantizationType.F32, single("F32", 4, (bytes, offset) => bytes.getFloat32(offset, true))],
  [GGMLQuantizationType.F16, single("F16", 2, half)],
  [GGMLQuantizationType.BF16, single("BF16", 2, bfloat)],
  [GGMLQuantizationType.Q8_0, { name: "Q8_0", values: 32, bytes: 34, read: readQ8 }],
  [GGMLQuantizationType.Q4_0, nibbles("Q4_0", { offset: false, fifthBit: false })],
  [GGMLQuantizationType.Q4_1, nibbles("Q4_1", { offset: true, fifthBit: false })],
  [GGMLQuantizationType.Q5_0, nibbles("Q5_0", { offset: false, fifthBit: true })],
  [GGMLQuantizationType.Q5_1, nibbles("Q5_1", { offset: true, fifthBit: true })],
]);

/** Names of the types that can be read, for messages. */
export const readableTypes: readonly string[] = [...types.values()].map((type) => type.name);

/** The type with GGUF's number `id`, or undefined where it cannot be read. */
export function tensorType(id: number): TensorType | undefined {
  return types.get(id);
}

/** Bytes that `count` values of `type` take; undefined where they do not fill whole blocks. */
export function byteLength(type: TensorType, count: number): number | undefined {
  return count % type.values === 0 ? (count / type.values) * type.bytes : undefined;
}

/** All values of `bytes`, which hold whole blocks of `type`. */
export function dequantise(type: TensorType, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.byteLength / type.bytes;
  const values = new Float32Array(blocks * type.values);
  for (let block = 0; block < blocks; block++) {
    const start = block * type.values;
    type.read(view, block * type.bytes, values.subarray(start, start + type.values));
  }
  return values;
}

function single(name: string, bytes: number, value: (bytes: DataView, offset: number) => number): TensorType {
  return {
    name,
    values: 1,
    bytes,
    read(view, offset, to) {
      to[0] = value(view, offset);
    },
  };
}

/** The upper half of a float32. */
function bfloat(bytes: DataView, offset: number): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setUint16(2, bytes.getUint16(offset, true), true);
  return word.getFloat32(0, true);
}

function readQ8(bytes: DataView, offset: number, to: Float32Array): void {
  const scale = half(bytes, offset);
  for (let i = 0; i < 32; i++) to[i] = scale * bytes.getInt8(offset + 2 + i);
}

/**
 * Block: scale, offset if it has one, the 32 fifth bits if it has them, 16 bytes of nibbles, of which the
 * low ones are values 0–15 and the high ones 16–31. Without an offset the integers are centred on zero.
 */
function nibbles(name: string, has: { offset: boolean; fifthBit: boolean }): TensorType {
  const bitsAt = has.offset ? 4 : 2;
  const nibblesAt = bitsAt + (has.fifthBit ? 4 : 0);
  const centre = has.fifthBit ? 16 : 8;
  return {
    name,
    values: 32,
    bytes: nibblesAt + 16,
    read(bytes, offset, to) {
      const scale = half(bytes, offset);
      const base = has.offset ? half(bytes, offset + 2) : -centre * scale;
      const fifth = has.fifthBit ? bytes.getUint32(offset + bitsAt, true) : 0;
      for (let i = 0; i < 16; i++) {
        const pair = bytes.getUint8(offset + nibblesAt + i);
        const low = (pair & 15) | (((fifth >>> i) & 1) << 4);
        const high = (pair >> 4) | (((fifth >>> (i + 16)) & 1) << 4);
        to[i] = low * scale + base;
        to[i + 16] = high * scale + base;
      }
    },
  };
}

/** IEEE 754 binary16, given as its 16 bits. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
