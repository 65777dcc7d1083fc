/**
 * Memory for keys and values, in chunks that sessions take and give back: paged, as in vLLM (Kwon et al. 2023).
 *
 * WASM memory never shrinks, so what one session gives back is what the next one takes.
 *
 * @module
 */
import type { KernelMemory } from "../../runtime/kernels.ts";
import { noMemoryLeft } from "../slot-memory.ts";

/** Slots of a chunk. In each, a layer's slots lie side by side: attention goes layer by layer. */
export const chunkSlots = 64;

export class SlotChunks {
  private readonly memory: KernelMemory;
  private readonly chunkBytes: number;
  /** Addresses. */
  private readonly free: number[] = [];
  private used = 0;

  /** @param slotBytes - what a slot takes in all layers */
  constructor(memory: KernelMemory, slotBytes: number) {
    this.memory = memory;
    this.chunkBytes = chunkSlots * slotBytes;
  }

  /** All that is taken, in bytes. */
  get usedBytes(): number {
    return this.used * this.chunkBytes;
  }

  /**
   * @returns addresses of so many chunks, all of them 0
   * @throws TillerError `overloaded`, none taken, where the memory cannot grow
   */
  take(count: number): number[] {
    const taken = this.free.splice(0, count);
    for (const address of taken) this.memory.octets(address, this.chunkBytes).fill(0);
    try {
      while (taken.length < count) taken.push(this.memory.take(this.chunkBytes));
    } catch (error) {
      this.free.push(...taken);
      throw error instanceof RangeError ? noMemoryLeft() : error;
    }
    this.used += count;
    return taken;
  }

  giveBack(chunks: readonly number[]): void {
    this.free.push(...chunks);
    this.used -= chunks.length;
  }
}
