/**
 * From a package's files to a model that can run.
 *
 * @module
 */
import type { GraphSession, OnnxRuntime } from "../runtime/onnx-runtime.ts";
import type { PackageReader, Platform } from "../runtime/platform.ts";
import { type ChatTemplate, createChatTemplate } from "./chat-template.ts";
import { HeadReader, type StateReader } from "./head-reader.ts";
import { bytesOfSlot } from "./kv-pool.ts";
import type { LanguageModel } from "./language-model.ts";
import type { IsolateMemory, LayerStage } from "./layer-stage.ts";
import { layersOf, type Manifest, type PackagedStage } from "./manifest.ts";
import { OnnxFront } from "./onnx-front.ts";
import { OnnxStage } from "./onnx-stage.ts";
import { bringUp, hashOf, readChecked, readJson, readManifest } from "./package-files.ts";
import { readHeads } from "./package-heads.ts";
import { SlotMemory } from "./slot-memory.ts";
import { StagedSession } from "./staged-session.ts";
import { createTokenizer, type Tokenizer } from "./tokenizer.ts";

/**
 * Prefill in larger steps is no faster (measured: 195, 209, 208 rows a second for 32, 64, 128 rows), and
 * holds up other requests for longer.
 */
const maxRows = 64;

/** Most bytes that keys and values of all sessions may take in one isolate: some 23,000 slots of the default model. */
const mostPoolBytes = 1024 ** 3;

/** Of the memory for keys and values, what may be kept beyond a session: a share, and most slots. */
const mostKept = { share: 0.25, slots: 2048 };

/**
 * Where memory is as tight as in an isolate of the edge: 32 rows' logits at once would make the front's WASM heap 17 MiB
 * larger.
 */
const mostLogitsApart = 8;

/** A loaded package: the model, its manifest and what it takes. */
export interface LoadedModel extends LanguageModel {
  readonly manifest: Manifest;
  /** What `hashOf` makes of the package. */
  readonly packageHash: string;
  /** Size of this isolate's WASM heap in bytes, weights included. */
  heapBytes(): number;
  /** Bytes that keys and values take in this isolate, beside the WASM heap. */
  bufferBytes(): number;
  /**
   * The same for the isolates that the model stands in, this one first. Where a stage runs in several, it is the one
   * that answers.
   */
  isolates(): Promise<IsolateMemory[]>;
}

/** A stage in an isolate of its own. */
export interface RemoteStage extends LayerStage {
  memory(): Promise<IsolateMemory>;
}

export interface LoadOptions {
  /**
   * Layer stages that run elsewhere, all or none of them: their files are not read.
   *
   * @param packageHash - what `hashOf` makes of the package
   */
  connect?: (stage: PackagedStage, packageHash: string) => RemoteStage;
  /** Most bytes of keys and values in any one isolate. */
  poolBytes?: number;
  /** What reads states in place of the package's heads: those are trained on the states themselves. */
  states?: StateReader;
}

/**
 * Reads and checks every file of a package that is needed here, and brings up its graphs, one at a time, so that no
 * more than one stage's weights are held outside the WASM heap.
 *
 * @throws Error naming the file, where one is missing, has another size or another SHA-256
 */
export async function loadPackage(
  reader: PackageReader,
  platform: Platform,
  options: LoadOptions = {},
): Promise<LoadedModel> {
  const { connect } = options;
  const manifest = await readManifest(reader);
  const { name, context, architecture, specialTokens } = manifest;
  const tokenizer = createTokenizer((await readJson(reader, manifest.tokenizer)) as object);
  const chatTemplate = await readChatTemplate(manifest, reader, tokenizer);

  const onnx = await platform.startOnnx();
  const packageHash = await hashOf(manifest);
  const remote = connect ? manifest.stages.map((stage) => connect(stage, packageHash)) : [];
  const slots = slotsWithin(manifest, options);
  const { live, kept } = slots;
  const graphs = await bringUpAll(connect ? [] : manifest.stages, manifest, reader, onnx);
  const stages = graphs.stages.map(({ stage, graph }) => stageOf(stage, graph, manifest, slots));
  const front = new OnnxFront(graphs.front, architecture, connect ? mostLogitsApart : undefined);
  const bufferBytes = () => stages.reduce((sum, stage) => sum + stage.bufferBytes, 0);
  const memory = new SlotMemory(live);
  const heads = options.states ?? new HeadReader(await readHeads(manifest, reader));
  const layers: readonly LayerStage[] = connect ? remote : stages;
  const tapped = layers.map((stage, index) => ({ stage, taps: manifest.stages[index]?.taps ?? [] }));
  const staged = { front, stages: tapped, memory, heads };

  return {
    manifest,
    packageHash,
    name,
    // What no memory will ever do for need not be tried.
    context: Math.min(context, live),
    vocabulary: architecture.vocabulary,
    endTokens: new Set(specialTokens.end),
    maxRows,
    tokenizer,
    heads: heads.heads,
    chatTemplate,
    heapBytes: () => onnx.heapBytes(),
    bufferBytes,
    isolates: async () => [
      { name: connect ? "front" : "engine", heapBytes: onnx.heapBytes(), bufferBytes: bufferBytes() },
      ...(await Promise.all(remote.map((stage) => stage.memory()))),
    ],
    keeping: {
      slots: kept,
      forget: (key) => {
        for (const stage of layers) stage.forget(key);
      },
    },
    open: () => new StagedSession(staged),
  };
}

/** How many slots there may be: of live sessions, and kept beyond theirs. */
export function slotsWithin(manifest: Manifest, { connect, poolBytes = mostPoolBytes }: LoadOptions) {
  return slotsIn(poolBytes, mostBytesOfSlot(manifest, connect !== undefined));
}

function slotsIn(poolBytes: number, bytes: number): { live: number; kept: number } {
  const all = Math.floor(poolBytes / bytes);
  const kept = Math.min(mostKept.slots, Math.floor(all * mostKept.share));
  return { live: all - kept, kept };
}

/**
 * One layer stage alone, for an isolate of its own.
 *
 * @param poolBytes - what the front is loaded with
 */
export async function loadStage(
  stage: PackagedStage,
  manifest: Manifest,
  reader: PackageReader,
  onnx: OnnxRuntime,
  poolBytes: number,
): Promise<OnnxStage> {
  const slots = slotsIn(poolBytes, mostBytesOfSlot(manifest, true));
  return stageOf(stage, await bringUp(stage, reader, onnx), manifest, slots);
}

function stageOf(
  stage: PackagedStage,
  graph: GraphSession,
  { architecture }: Manifest,
  { live, kept }: { live: number; kept: number },
): OnnxStage {
  const layers = layersOf(stage);
  const { keyValueHeads, headDimension } = architecture;
  const bytes = bytesOfSlot(layers.length, keyValueHeads * headDimension);
  return new OnnxStage({
    graph,
    architecture,
    layers,
    mostBytes: (live + kept) * bytes,
    mostKeptBytes: kept * bytes,
  });
}

async function readChatTemplate(
  { chatTemplate, specialTokens: { begin, end } }: Manifest,
  reader: PackageReader,
  tokenizer: Tokenizer,
): Promise<ChatTemplate | null> {
  if (!chatTemplate) return null;
  return createChatTemplate(new TextDecoder().decode(await readChecked(reader, chatTemplate)), {
    begin: begin === null ? null : tokenizer.markerOf(begin),
    end: end[0] === undefined ? null : tokenizer.markerOf(end[0]),
  });
}

/** All or none: where one fails, the memory of those before it is given back, for another try. */
async function bringUpAll(
  packaged: readonly PackagedStage[],
  { front }: Manifest,
  reader: PackageReader,
  onnx: OnnxRuntime,
): Promise<{ front: GraphSession; stages: { stage: PackagedStage; graph: GraphSession }[] }> {
  const graphs = [];
  try {
    for (const part of [front, ...packaged]) graphs.push(await bringUp(part, reader, onnx));
  } catch (error) {
    await Promise.all(graphs.map((graph) => graph.release()));
    throw error;
  }
  const [own, ...others] = graphs;
  if (!own) throw new Error("a package has a front");
  const stages = packaged.flatMap((stage, index) => {
    const graph = others[index];
    return graph ? [{ stage, graph }] : [];
  });
  return { front: own, stages };
}

/** What a slot takes in the isolate where it takes most. */
function mostBytesOfSlot({ architecture, stages }: Manifest, areApart: boolean): number {
  const { layers, keyValueHeads, headDimension } = architecture;
  const most = areApart ? Math.max(...stages.map((stage) => layersOf(stage).length)) : layers;
  return bytesOfSlot(most, keyValueHeads * headDimension);
}
