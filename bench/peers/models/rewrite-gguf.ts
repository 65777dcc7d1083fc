/**
 * The same GGUF with its matrices in another type.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { GgufFile } from "../../../models/convert/gguf-file.ts";
import { GgufMetadata } from "./gguf-metadata.ts";
import { toQ8 } from "./q8-blocks.ts";

interface TensorType {
  readonly type: number;
  /** GGUF's number for files that hold mostly this type. */
  readonly fileType: number;
  encode(values: Float32Array): Uint8Array;
}

const f32: TensorType = { type: 0, fileType: 0, encode: ({ buffer }) => new Uint8Array(buffer) };
const tensorTypes = { f32, q8_0: { type: 8, fileType: 7, encode: toQ8 } } as const;

export type MatrixType = keyof typeof tensorTypes;

const alignment = 32;

/** The chunks of a file like the one at `path`, with matrices of another type and vectors in float32. */
export async function rewriteGguf(path: string, matrixType: MatrixType): Promise<Uint8Array[]> {
  const source = await GgufFile.open(path);
  const bytes = await readFile(path);
  const metadata = new GgufMetadata(bytes);
  const start = Uint8Array.from(bytes.subarray(0, metadata.end));
  const fileType = metadata.values.get("general.file_type");
  const matrices = tensorTypes[matrixType];
  if (fileType !== undefined) new DataView(start.buffer).setUint32(fileType, matrices.fileType, true);

  const head: Uint8Array[] = [start];
  const data: Uint8Array[] = [];
  for (const name of source.tensorNames) {
    const shape = source.shapeOf(name);
    const { type, encode } = shape.length > 1 ? matrices : f32;
    head.push(tensorInfo(name, shape, type, lengthOf(data)));
    data.push(...padded([encode(source.read(name, shape))]));
  }
  return [...padded(head), ...data];
}

/** @param offset - of the tensor's values, from the end of the padded head */
function tensorInfo(name: string, shape: readonly number[], type: number, offset: number): Uint8Array {
  const label = new TextEncoder().encode(name);
  const info = new DataView(new ArrayBuffer(8 + label.length + 4 + 8 * shape.length + 4 + 8));
  info.setBigUint64(0, BigInt(label.length), true);
  new Uint8Array(info.buffer).set(label, 8);
  let at = 8 + label.length;
  info.setUint32(at, shape.length, true);
  at += 4;
  // The fastest-changing first.
  for (const size of shape.toReversed()) {
    info.setBigUint64(at, BigInt(size), true);
    at += 8;
  }
  info.setUint32(at, type, true);
  info.setBigUint64(at + 4, BigInt(offset), true);
  return new Uint8Array(info.buffer);
}

function padded(chunks: readonly Uint8Array[]): Uint8Array[] {
  return [...chunks, new Uint8Array(-lengthOf(chunks) & (alignment - 1))];
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
