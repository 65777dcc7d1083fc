/**
 * What sessions' keys and values lie in, and attend in.
 *
 * @module
 */
import type { Architecture } from "../manifest.ts";
import { bytesOfSlot } from "../slot-limits.ts";
import { KernelPool } from "./kernel-pool.ts";
import { SlotChunks } from "./slot-chunks.ts";
import { TreeAttention } from "./tree-attention.ts";

export interface ArenaShape {
  module: WebAssembly.Module;
  architecture: Architecture;
  /** Indices of the layers in the model. */
  layers: readonly number[];
  /** Most positions a path may have. */
  context: number;
  /** Most rows of a step. */
  maxRows: number;
}

export class SlotArena {
  readonly attention: TreeAttention;
  /** What a slot takes in all layers. */
  readonly slotBytes: number;
  private readonly chunks: SlotChunks;
  private readonly layers: readonly number[];
  private readonly width: number;

  constructor({ module, architecture, layers, context, maxRows }: ArenaShape) {
    const { keyValueHeads, headDimension } = architecture;
    this.attention = new TreeAttention(module, architecture, context, maxRows);
    this.layers = layers;
    this.width = keyValueHeads * headDimension;
    this.slotBytes = bytesOfSlot(layers.length, this.width, KernelPool.valueBytes);
    this.chunks = new SlotChunks(this.attention.memory, this.slotBytes);
  }

  /** All of it, in bytes. */
  get bytes(): number {
    return this.attention.memory.bytes;
  }

  /** What sessions have of it, in bytes. */
  get usedBytes(): number {
    return this.chunks.usedBytes;
  }

  open(): KernelPool {
    return new KernelPool(this.attention.memory, this.chunks, { layers: this.layers, width: this.width });
  }
}
