/**
 * Keys and values of one session's slots, one array per layer, grown as slots are used.
 *
 * @module
 */
import type { PoolMemory } from "./pool-memory.ts";

const initialSlots = 64;
const mostAtOnce = 1024;

export class KeyValuePool {
  /** Slots below this one have been written at some time. */
  filled = 0;
  private capacity = 0;
  private readonly width: number;
  private readonly memory: PoolMemory;
  private keys: Float32Array[];
  private values: Float32Array[];

  /** @param width - floats a slot takes in each layer: kv_heads · head_dim */
  constructor(layers: number, width: number, memory: PoolMemory) {
    this.width = width;
    this.memory = memory;
    this.keys = Array.from({ length: layers }, () => new Float32Array(0));
    this.values = Array.from({ length: layers }, () => new Float32Array(0));
  }

  /** Views [filled, width] of a layer's keys and values; valid until the pool next grows. */
  views(layer: number): { key: Float32Array; value: Float32Array } {
    const end = this.filled * this.width;
    return { key: at(this.keys, layer).subarray(0, end), value: at(this.values, layer).subarray(0, end) };
  }

  /** Makes room for slots up to and including `lastSlot`; @throws TillerError `overloaded` where there is none */
  reserve(lastSlot: number): void {
    if (lastSlot < this.capacity) return;
    // Doubling makes growing cheap; in large pools it would waste as much as is used.
    const step = Math.min(Math.max(this.capacity, initialSlots), mostAtOnce);
    const capacity = Math.ceil((lastSlot + 1) / step) * step;
    const bytes = this.bytesOf(capacity) - this.bytesOf(this.capacity);
    this.memory.take(bytes);
    try {
      this.keys = this.keys.map((old) => grown(old, capacity * this.width));
      this.values = this.values.map((old) => grown(old, capacity * this.width));
    } catch (error) {
      this.memory.giveBack(bytes);
      throw error;
    }
    this.capacity = capacity;
  }

  /** Gives all memory back; the pool is empty then. */
  release(): void {
    this.memory.giveBack(this.bytesOf(this.capacity));
    this.capacity = 0;
    this.filled = 0;
    this.keys = this.keys.map(() => new Float32Array(0));
    this.values = this.values.map(() => new Float32Array(0));
  }

  private bytesOf(capacity: number): number {
    return capacity * this.width * Float32Array.BYTES_PER_ELEMENT * (this.keys.length + this.values.length);
  }

  /** Writes row r of `key` and `value` [rows, width] to `slots[r]`; `reserve` comes first. */
  write(layer: number, slots: readonly number[], key: Float32Array, value: Float32Array): void {
    const keys = at(this.keys, layer);
    const values = at(this.values, layer);
    for (const [row, slot] of slots.entries()) {
      const from = row * this.width;
      keys.set(key.subarray(from, from + this.width), slot * this.width);
      values.set(value.subarray(from, from + this.width), slot * this.width);
    }
  }
}

function grown(old: Float32Array, length: number): Float32Array {
  const array = new Float32Array(length);
  array.set(old);
  return array;
}

function at(arrays: Float32Array[], layer: number): Float32Array {
  const array = arrays[layer];
  if (!array) throw new RangeError(`no layer ${layer}`);
  return array;
}
