/**
 * Writes small GGUF files for tests, by the format's public description.
 *
 * @module
 */

export interface TestTensor {
  name: string;
  /** GGML's number of the type. */
  type: number;
  /** Slowest-changing size first; the file has them the other way round. */
  shape: readonly number[];
  bytes: Uint8Array;
}

export type TestMetadata = Record<string, string | number | { float: number } | readonly string[]>;

/** The bytes of a GGUF file, version 3, with its tensors aligned to 32 bytes. */
export function ggufBytes(metadata: TestMetadata, tensors: readonly TestTensor[]): Uint8Array {
  const header: Buffer[] = [
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
  ];
  for (const [key, value] of Object.entries(metadata)) header.push(text(key), ...valueBytes(value));
  let offset = 0;
  for (const { name, type, shape, bytes } of tensors) {
    header.push(text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(type), u64(offset));
    offset += aligned(bytes.byteLength);
  }
  const data = tensors.map(({ bytes }) => padded(Buffer.from(bytes)));
  return Buffer.concat([padded(Buffer.concat(header)), ...data]);
}

/** A float32 tensor. */
export function floatTensor(name: string, shape: readonly number[], values: Float32Array): TestTensor {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, type: 0, shape, bytes };
}

function valueBytes(value: TestMetadata[string]): Buffer[] {
  if (typeof value === "string") return [u32(8), text(value)];
  if (typeof value === "number") return [u32(4), u32(value)];
  if ("float" in value) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value.float);
    return [u32(6), bytes];
  }
  return [u32(9), u32(8), u64(value.length), ...value.map(text)];
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([u64(bytes.byteLength), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const aligned = (bytes: number): number => Math.ceil(bytes / 32) * 32;

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.byteLength) - bytes.byteLength)]);
}
