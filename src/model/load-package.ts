/**
 * From a package's files to a model that can run.
 *
 * @module
 */
import type { GraphSession, OnnxRuntime } from "../runtime/onnx-runtime.ts";
import type { PackageReader, Platform } from "../runtime/platform.ts";
import { createChatTemplate } from "./chat-template.ts";
import type { LanguageModel } from "./language-model.ts";
import { type Manifest, manifestSchema, type PackagedGraph, type PackageFile } from "./manifest.ts";
import { type OnnxModel, OnnxModelSession } from "./onnx-model.ts";
import { PoolMemory } from "./pool-memory.ts";
import { createTokenizer } from "./tokenizer.ts";

/**
 * Prefill in larger steps is no faster (measured: 195, 209, 208 rows a second for 32, 64, 128 rows), and
 * holds up other requests for longer.
 */
const maxRows = 64;

/** Most bytes that keys and values of all sessions may take: some 23,000 slots of the default model. */
const poolMemoryLimit = 1024 ** 3;

/** A loaded package: the model, its manifest and what it takes. */
export interface LoadedModel extends LanguageModel {
  readonly manifest: Manifest;
  /** Size of the WASM heap in bytes, weights included. */
  heapBytes(): number;
  /** Bytes that keys and values of the sessions that are open take, beside the WASM heap. */
  bufferBytes(): number;
}

/**
 * Reads and checks every file of a package and brings up its graphs, one at a time, so that no more than
 * one stage's weights are held outside the WASM heap.
 *
 * @throws Error naming the file, where one is missing, has another size or another SHA-256
 */
export async function loadPackage(reader: PackageReader, platform: Platform): Promise<LoadedModel> {
  const manifest = await readManifest(reader);
  const tokenizer = createTokenizer(
    parseJson(manifest.tokenizer.path, await readChecked(reader, manifest.tokenizer)) as object,
  );
  const { begin, end } = manifest.specialTokens;
  const chatTemplate = manifest.chatTemplate
    ? createChatTemplate(new TextDecoder().decode(await readChecked(reader, manifest.chatTemplate)), {
        begin: begin === null ? null : tokenizer.markerOf(begin),
        end: end[0] === undefined ? null : tokenizer.markerOf(end[0]),
      })
    : null;

  const onnx = await platform.startOnnx();
  const [front, ...graphs] = await bringUpAll([manifest.front, ...manifest.stages], reader, onnx);
  if (!front) throw new Error("a package has a front");
  const stages = manifest.stages.flatMap((stage, index) => {
    const graph = graphs[index];
    return graph ? [{ stage, graph }] : [];
  });
  const memory = new PoolMemory(poolMemoryLimit);
  const model: OnnxModel = { architecture: manifest.architecture, front, stages, memory };

  return {
    manifest,
    name: manifest.name,
    context: manifest.context,
    vocabulary: manifest.architecture.vocabulary,
    endTokens: new Set(end),
    maxRows,
    tokenizer,
    chatTemplate,
    heapBytes: () => onnx.heapBytes(),
    bufferBytes: () => memory.used,
    open: () => new OnnxModelSession(model),
  };
}

/** What a package says about itself; its files are neither read nor checked. */
export async function readManifest(reader: PackageReader): Promise<Manifest> {
  return manifestSchema.parse(parseJson("manifest.json", await reader.read("manifest.json")));
}

/** All or none: where one fails, the memory of those before it is given back, for another try. */
async function bringUpAll(
  graphs: readonly PackagedGraph[],
  reader: PackageReader,
  onnx: OnnxRuntime,
): Promise<GraphSession[]> {
  const sessions: GraphSession[] = [];
  try {
    for (const { graph, weights } of graphs) {
      const bytes = await readChecked(reader, graph);
      const data = await readParts(reader, weights.parts);
      sessions.push(await onnx.createSession(bytes, { location: weights.location, data }));
    }
    return sessions;
  } catch (error) {
    await Promise.all(sessions.map((session) => session.release()));
    throw error;
  }
}

async function readParts(reader: PackageReader, parts: readonly PackageFile[]): Promise<Uint8Array> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(await readChecked(reader, part), offset);
    offset += part.bytes;
  }
  return joined;
}

async function readChecked(reader: PackageReader, file: PackageFile): Promise<Uint8Array> {
  const bytes = await reader.read(file.path);
  if (bytes.byteLength !== file.bytes) {
    throw new Error(`${file.path}: ${bytes.byteLength} bytes where the manifest says ${file.bytes}`);
  }
  if ((await sha256(bytes)) !== file.sha256)
    throw new Error(`${file.path}: its SHA-256 is not the manifest's`);
  return bytes;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`${path}: not JSON`, { cause: error });
  }
}
