/**
 * The contract of what computes a package's parts: Tiller's kernels, or ONNX Runtime.
 *
 * @module
 */
import type { Front } from "./front.ts";
import type { LayerStage } from "./layer-stage.ts";
import type { PackagedGraph, PackagedStage } from "./manifest.ts";
import type { SlotLimits } from "./slot-limits.ts";

/** A stage in this isolate. */
export interface LocalStage extends LayerStage {
  /** Bytes that keys and values take: those of open sessions, and those that are kept. */
  readonly bufferBytes: number;
}

/** Reads and checks the files of the parts that it is asked for, one after the other. */
export interface ModelEngine {
  /**
   * @param mostLogits - rows whose logits are computed at once, where memory is short: the more, the more it takes
   * @throws Error naming the file, where one is missing or is not what the manifest says
   */
  front(graph: PackagedGraph, mostLogits?: number): Promise<Front>;
  /** @throws Error as `front` */
  stage(stage: PackagedStage, limits: SlotLimits): Promise<LocalStage>;
  /** WASM memory that is the engine's own, in bytes. */
  heapBytes(): number;
  /** Gives back what has been brought up, where the rest cannot be. */
  release(): Promise<void>;
}
