/**
 * Keys and values of one session's slots in a stage's layers.
 *
 * @module
 */
import type { KernelMemory } from "../../runtime/kernels.ts";
import { bytesOfSlot } from "../slot-limits.ts";
import type { SlotPool } from "../slot-pool.ts";
import { chunkSlots, type SlotChunks } from "./slot-chunks.ts";

export interface PoolShape {
  /** Indices of the layers in the model. */
  layers: readonly number[];
  /** Numbers of a slot's key in one layer, and of its value. */
  width: number;
}

export class KernelPool implements SlotPool<Int16Array> {
  /** Values are whole numbers (src/kernels/attention.ts). */
  static readonly valueBytes = Int16Array.BYTES_PER_ELEMENT;
  private readonly memory: KernelMemory;
  private readonly chunks: SlotChunks;
  private readonly layers: readonly number[];
  private readonly width: number;
  /** Addresses, in the order of slots. */
  private readonly own: number[] = [];
  private capacity = 0;

  constructor(memory: KernelMemory, chunks: SlotChunks, { layers, width }: PoolShape) {
    this.memory = memory;
    this.chunks = chunks;
    this.layers = layers;
    this.width = width;
  }

  /** How many slots there is room for. */
  get slots(): number {
    return this.capacity;
  }

  /** @throws TillerError `overloaded`, nothing taken, where there is no memory for them */
  reserve(capacity: number): void {
    const missing = Math.ceil(capacity / chunkSlots) - this.own.length;
    if (missing > 0) this.own.push(...this.chunks.take(missing));
    this.capacity = Math.max(this.capacity, capacity);
  }

  /** Gives the memory back; the pool is empty then. */
  release(): void {
    this.chunks.giveBack(this.own.splice(0));
    this.capacity = 0;
  }

  /** The addresses of slots in the first layer. */
  placesOf(slots: Int32Array): Int32Array {
    return slots.map((slot) => this.placeOf(slot));
  }

  /** How far behind a slot's place in the first layer that in another layer is. */
  layerOffset(layer: number): number {
    const index = this.layers.indexOf(layer);
    if (index < 0) throw new RangeError(`no layer ${layer}`);
    return index * chunkSlots * this.placeBytes;
  }

  read(layer: number, slots: Int32Array): { key: Float32Array; value: Int16Array } {
    const key = new Float32Array(slots.length * this.width);
    const value = new Int16Array(slots.length * this.width);
    for (const [row, slot] of slots.entries()) {
      const { ownKey, ownValue } = this.slot(layer, slot);
      key.set(ownKey, row * this.width);
      value.set(ownValue, row * this.width);
    }
    return { key, value };
  }

  write(layer: number, slots: ArrayLike<number>, key: Float32Array, value: Int16Array): void {
    for (const [row, slot] of Array.from(slots).entries()) {
      const { ownKey, ownValue } = this.slot(layer, slot);
      ownKey.set(key.subarray(row * this.width, (row + 1) * this.width));
      ownValue.set(value.subarray(row * this.width, (row + 1) * this.width));
    }
  }

  /** A key and a value of one layer. */
  private get placeBytes(): number {
    return bytesOfSlot(1, this.width, KernelPool.valueBytes);
  }

  private placeOf(slot: number): number {
    const inChunk = slot % chunkSlots;
    return (this.own[(slot - inChunk) / chunkSlots] ?? Number.NaN) + inChunk * this.placeBytes;
  }

  private slot(layer: number, slot: number) {
    if (!(slot >= 0 && slot < this.capacity)) throw new RangeError(`no room for slot ${slot}`);
    const address = this.placeOf(slot) + this.layerOffset(layer);
    const ownKey = this.memory.floats(address, this.width);
    return { ownKey, ownValue: this.memory.shorts(address + ownKey.byteLength, this.width) };
  }
}
