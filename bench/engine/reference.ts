/**
 * Loads the graphs that the reference writes.
 *
 * @module
 */
import type { ModelSession } from "../../src/model/language-model.ts";
import { readAll } from "../../src/model/package-files.ts";
import type { GraphSession, OnnxRuntime } from "../../src/runtime/onnx-runtime.ts";
import type { PackageReader, Platform } from "../../src/runtime/platform.ts";
import { type ReferenceGraph, referenceManifestSchema } from "./reference-manifest.ts";
import { ReferenceSession } from "./reference-session.ts";

/** Brings up the reference's graphs and returns how to open sessions of them. */
export async function loadReference(reader: PackageReader, platform: Platform): Promise<() => ModelSession> {
  const text = new TextDecoder().decode(await readAll(reader, "manifest.json"));
  const manifest = referenceManifestSchema.parse(JSON.parse(text));
  const onnx = await platform.startOnnx();
  const front = await bringUp(reader, onnx, manifest.front);
  const stages: { from: number; to: number; graph: GraphSession }[] = [];
  for (const stage of manifest.stages) stages.push({ ...stage, graph: await bringUp(reader, onnx, stage) });
  return () => new ReferenceSession({ front, stages });
}

async function bringUp(
  reader: PackageReader,
  onnx: OnnxRuntime,
  { name, parts, bytes }: ReferenceGraph,
): Promise<GraphSession> {
  const data = new Uint8Array(bytes);
  let offset = 0;
  for (const part of parts) {
    const read = await readAll(reader, part);
    data.set(read, offset);
    offset += read.byteLength;
  }
  return onnx.createSession(await readAll(reader, `${name}.onnx`), { location: `${name}.bin`, data });
}
