/**
 * From a package's files to a model that can run.
 *
 * @module
 */
import { onnxHeapBytes } from "../runtime/onnx-runtime.ts";
import type { PackageReader, Platform } from "../runtime/platform.ts";
import { type ChatTemplate, createChatTemplate } from "./chat-template.ts";
import { HeadReader, type StateReader } from "./head-reader.ts";
import { KernelEngine } from "./kernels/kernel-engine.ts";
import { KernelPool } from "./kernels/kernel-pool.ts";
import { KeyValuePool } from "./kv-pool.ts";
import type { LanguageModel } from "./language-model.ts";
import type { IsolateMemory, LayerStage } from "./layer-stage.ts";
import type { Manifest, PackagedStage } from "./manifest.ts";
import type { LocalStage, ModelEngine } from "./model-engine.ts";
import { OnnxEngine } from "./onnx-engine.ts";
import { hashOf, readChecked, readJson, readManifest } from "./package-files.ts";
import { readHeads } from "./package-heads.ts";
import { type SlotLimits, slotLimits } from "./slot-limits.ts";
import { SlotMemory } from "./slot-memory.ts";
import { StagedSession } from "./staged-session.ts";
import { mostRows } from "./step-size.ts";
import { createTokenizer, type Tokenizer } from "./tokenizer.ts";

/** Most bytes that keys and values of all sessions may take in one isolate: some 31,000 slots of the default model. */
const mostPoolBytes = 1024 ** 3;

/**
 * Where memory is as tight as in an isolate of the edge: 32 rows' logits at once would make the front's WASM heap 5 MiB
 * larger.
 */
const mostLogitsApart = 8;

/** A loaded package: the model, its manifest and what it takes. */
export interface LoadedModel extends LanguageModel {
  readonly manifest: Manifest;
  /** What `hashOf` makes of the package. */
  readonly packageHash: string;
  /** Size of this isolate's WASM memory in bytes: weights, and what keys and values lie in. */
  heapBytes(): number;
  /** Bytes that keys and values take in this isolate: those of open sessions, in WASM memory, and those that are kept. */
  bufferBytes(): number;
  /**
   * The same for the isolates that the model stands in, this one first, but for those that do not answer; loads nothing.
   * Where a stage runs in several, it is the one that answers.
   */
  isolates(): Promise<IsolateMemory[]>;
  /**
   * Loads what has not been loaded of it.
   *
   * @throws TillerError `stage_lost`, `model_unavailable` where a part of it cannot compute
   */
  ready(): Promise<void>;
}

/** A stage in an isolate of its own. */
export interface RemoteStage extends LayerStage {
  /** Loads nothing; null where it does not answer. */
  memory(): Promise<IsolateMemory | null>;
  /** Loads it if need be; fails where it cannot compute. */
  ready(): Promise<void>;
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
  /** `onnx` runs the package's graphs even where there are kernels for it, which give the same bits. */
  engine?: "onnx";
  /** What reads states in place of the package's heads: those are trained on the states themselves. */
  states?: StateReader;
}

/**
 * Reads and checks every file of a package that is needed here, and brings up its parts, one at a time, so that no
 * more than one stage's weights are held outside WASM memory.
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

  const packageHash = await hashOf(manifest);
  const remote = connect ? manifest.stages.map((stage) => connect(stage, packageHash)) : [];
  const limits = slotsWithin(manifest, options);
  const { live, kept } = limits;
  const engine = await engineFor(manifest, reader, platform, options);
  const { front, stages } = await bringUpAll(engine, manifest, connect ? [] : manifest.stages, limits);
  const heapBytes = () => engine.heapBytes() + onnxHeapBytes();
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
    maxRows: mostRows,
    tokenizer,
    heads: heads.heads,
    chatTemplate,
    heapBytes,
    bufferBytes,
    isolates: async () => [
      { name: connect ? "front" : "engine", heapBytes: heapBytes(), bufferBytes: bufferBytes() },
      ...(await Promise.all(remote.map((stage) => stage.memory()))).filter((memory) => memory !== null),
    ],
    ready: async () => {
      await Promise.all(remote.map((stage) => stage.ready()));
    },
    keeping: {
      slots: kept,
      forget: (keys) => {
        for (const stage of layers) stage.forget(keys);
      },
    },
    open: () => new StagedSession(staged),
  };
}

/** How many slots there may be with these options. */
export function slotsWithin(
  manifest: Manifest,
  { connect, poolBytes = mostPoolBytes, engine }: LoadOptions,
): SlotLimits {
  const { valueBytes } = runsOnKernels(manifest, engine) ? KernelPool : KeyValuePool;
  return slotLimits(manifest, { poolBytes, areApart: connect !== undefined, valueBytes });
}

function runsOnKernels(manifest: Manifest, engine: LoadOptions["engine"]): boolean {
  return engine === undefined && KernelEngine.fits(manifest);
}

async function engineFor(
  manifest: Manifest,
  reader: PackageReader,
  platform: Platform,
  { engine, connect }: LoadOptions,
): Promise<ModelEngine> {
  if (runsOnKernels(manifest, engine)) {
    return new KernelEngine(await platform.loadKernels(), manifest, reader);
  }
  if (connect)
    throw new Error(`${manifest.name} cannot be spread over isolates: there are no kernels for it`);
  return new OnnxEngine(await platform.startOnnx(), manifest, reader);
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
  engine: ModelEngine,
  manifest: Manifest,
  here: readonly PackagedStage[],
  limits: SlotLimits,
) {
  try {
    const isApart = here.length === 0;
    const front = await engine.front(manifest.front, isApart ? mostLogitsApart : undefined);
    const stages: LocalStage[] = [];
    for (const stage of here) stages.push(await engine.stage(stage, limits));
    return { front, stages };
  } catch (error) {
    await engine.release();
    throw error;
  }
}
