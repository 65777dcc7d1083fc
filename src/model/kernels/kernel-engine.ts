/**
 * A package in int8 on Tiller's own kernels.
 *
 * @module
 */
import type { PackageReader } from "../../runtime/platform.ts";
import type { Front } from "../front.ts";
import { layersOf, type Manifest, type PackagedGraph, type PackagedStage } from "../manifest.ts";
import type { LocalStage, ModelEngine } from "../model-engine.ts";
import { readChecked, readParts } from "../package-files.ts";
import { releaseBuffer } from "../release-buffer.ts";
import { bytesOfSlot, type SlotLimits } from "../slot-limits.ts";
import { mostRows } from "../step-size.ts";
import { KernelFront } from "./kernel-front.ts";
import { KernelPool } from "./kernel-pool.ts";
import { KernelStage } from "./kernel-stage.ts";

/** More at once would only take more memory: four share each read of the weights. */
const usualLogits = 32;

/** Of each stage: some short searches' worth. */
const usuallyIdle = 8 * 1024 ** 2;

export interface KernelOptions {
  /**
   * What a stage's keys and values lie in may have so many bytes when no session is open. Who has little memory had
   * better give none of it up: V8 collects it late, and meanwhile there is a second one.
   */
  idleBytes?: number;
}

export class KernelEngine implements ModelEngine {
  private readonly module: WebAssembly.Module;
  private readonly manifest: Manifest;
  private readonly reader: PackageReader;
  private readonly options: KernelOptions;
  private readonly parts: (KernelFront | KernelStage)[] = [];

  constructor(
    module: WebAssembly.Module,
    manifest: Manifest,
    reader: PackageReader,
    options: KernelOptions = {},
  ) {
    this.module = module;
    this.manifest = manifest;
    this.reader = reader;
    this.options = options;
  }

  /** Whether there are kernels for a package: int8, and rows that vectors divide evenly. */
  static fits({ precision, architecture }: Manifest): boolean {
    const { hidden, queryHeads, keyValueHeads, headDimension, feedForward } = architecture;
    const isEven = [hidden, headDimension, feedForward].every((width) => width % 16 === 0);
    return precision === "int8" && isEven && queryHeads % keyValueHeads === 0;
  }

  async front(graph: PackagedGraph, mostLogits = usualLogits): Promise<Front> {
    const { module, manifest } = this;
    const { architecture } = manifest;
    return this.withFiles(graph, (files) => new KernelFront({ module, ...files, architecture, mostLogits }));
  }

  async stage(stage: PackagedStage, { live, kept }: SlotLimits): Promise<LocalStage> {
    const { module } = this;
    const { architecture, context } = this.manifest;
    const { keyValueHeads, headDimension } = architecture;
    const layers = layersOf(stage);
    const bytes = bytesOfSlot(layers.length, keyValueHeads * headDimension, KernelPool.valueBytes);
    const limits = { mostBytes: (live + kept) * bytes, mostKeptBytes: kept * bytes };
    const { idleBytes = usuallyIdle } = this.options;
    const parts = { module, architecture, context, maxRows: mostRows, layers, idleBytes, ...limits };
    return this.withFiles(stage, (files) => new KernelStage({ ...parts, ...files }));
  }

  heapBytes(): number {
    return this.parts.reduce((sum, { heapBytes }) => sum + heapBytes, 0);
  }

  async release(): Promise<void> {
    this.parts.length = 0;
  }

  /** Outside the WASM memory the weights are held once, and not for long. */
  private async withFiles<Part extends KernelFront | KernelStage>(
    { graph, weights }: PackagedGraph,
    bringUp: (files: { graph: Uint8Array; weights: Uint8Array }) => Part,
  ): Promise<Part> {
    const files = {
      graph: await readChecked(this.reader, graph),
      weights: await readParts(this.reader, weights.parts),
    };
    try {
      const part = bringUp(files);
      this.parts.push(part);
      return part;
    } finally {
      releaseBuffer(files.weights);
    }
  }
}
