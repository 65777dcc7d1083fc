/**
 * The files of a package, none of which is used unless it is what the manifest says.
 *
 * @module
 */
import type { GraphSession, OnnxRuntime } from "../runtime/onnx-runtime.ts";
import type { PackageReader } from "../runtime/platform.ts";
import type { EncoderManifest } from "./encoder/encoder-manifest.ts";
import { type Manifest, manifestSchema, type PackagedGraph, type PackageFile } from "./manifest.ts";
import { releaseBuffer } from "./release-buffer.ts";
import { sha256 } from "./sha256.ts";

/** What a package says about itself; its files are neither read nor checked. */
export async function readManifest(reader: PackageReader): Promise<Manifest> {
  return manifestSchema.parse(parseJson("manifest.json", await readAll(reader, "manifest.json")));
}

/** Tells packages apart: the manifest holds the hash of every other file. SHA-256, lower-case hex. */
export function hashOf(manifest: Manifest | EncoderManifest): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify(manifest)));
}

/** @throws Error naming the file where it is missing, has another size or another SHA-256 */
export async function readChecked(reader: PackageReader, file: PackageFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.bytes);
  await fill(reader, file, bytes);
  return bytes;
}

/** The same of a file that is kept in parts, joined in order. */
export async function readParts(reader: PackageReader, parts: readonly PackageFile[]): Promise<Uint8Array> {
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes, 0));
  let offset = 0;
  for (const part of parts) {
    await fill(reader, part, data.subarray(offset, offset + part.bytes));
    offset += part.bytes;
  }
  return data;
}

/** As `readChecked`; what is no JSON is refused, too. */
export async function readJson(reader: PackageReader, file: PackageFile): Promise<unknown> {
  return parseJson(file.path, await readChecked(reader, file));
}

/** Reads a graph and its weights and brings it up. Outside the WASM heap the weights are held once, and not for long. */
export async function bringUp(
  { graph, weights }: PackagedGraph,
  reader: PackageReader,
  onnx: OnnxRuntime,
): Promise<GraphSession> {
  const bytes = await readChecked(reader, graph);
  const data = await readParts(reader, weights.parts);
  const session = await onnx.createSession(bytes, { location: weights.location, data });
  releaseBuffer(data);
  return session;
}

/** A whole file, unchecked. */
export async function readAll(reader: PackageReader, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of reader.read(path)) chunks.push(new Uint8Array(chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Chunk by chunk into where it belongs: a file of 25 MB is never held twice. */
async function fill(reader: PackageReader, file: PackageFile, target: Uint8Array): Promise<void> {
  let size = 0;
  for await (const chunk of reader.read(file.path)) {
    if (size + chunk.length <= target.length) target.set(chunk, size);
    size += chunk.length;
  }
  if (size !== file.bytes)
    throw new Error(`${file.path}: ${size} bytes where the manifest says ${file.bytes}`);
  if ((await sha256(target)) !== file.sha256)
    throw new Error(`${file.path}: its SHA-256 is not the manifest's`);
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`${path}: not JSON`, { cause: error });
  }
}
