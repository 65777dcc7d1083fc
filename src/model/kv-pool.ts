/**
 * Keys and values of one session's slots in some layers, one array a layer, grown as slots are used.
 *
 * @module
 */
import { releaseBuffer } from "./release-buffer.ts";
import { bytesOfSlot } from "./slot-limits.ts";
import type { SlotPool } from "./slot-pool.ts";

export class KeyValuePool implements SlotPool<Float32Array> {
  static readonly valueBytes = Float32Array.BYTES_PER_ELEMENT;
  private capacity = 0;
  private readonly width: number;
  private readonly keys: Map<number, Float32Array<ArrayBuffer>>;
  private readonly values: Map<number, Float32Array<ArrayBuffer>>;

  /**
   * @param layers - their indices in the model
   * @param width - numbers of a slot's key in one layer, and of its value: kv_heads · head_dim
   */
  constructor(layers: readonly number[], width: number) {
    this.width = width;
    this.keys = new Map(layers.map((layer) => [layer, new Float32Array(0)]));
    this.values = new Map(layers.map((layer) => [layer, new Float32Array(0)]));
  }

  get bytes(): number {
    return bytesOfSlot(this.keys.size, this.width, KeyValuePool.valueBytes) * this.capacity;
  }

  /** Views [slots, width] of the first of a layer's keys and values; valid until the pool next grows. */
  views(layer: number, slots: number): { key: Float32Array; value: Float32Array } {
    const end = slots * this.width;
    return { key: of(this.keys, layer).subarray(0, end), value: of(this.values, layer).subarray(0, end) };
  }

  reserve(capacity: number): void {
    if (capacity <= this.capacity) return;
    const bytes = capacity * this.width * Float32Array.BYTES_PER_ELEMENT;
    // Moved array by array: never is all of it there twice.
    for (const arrays of [this.keys, this.values]) {
      for (const [layer, old] of arrays) arrays.set(layer, new Float32Array(old.buffer.transfer(bytes)));
    }
    this.capacity = capacity;
  }

  /** Gives all memory back; the pool is empty then. */
  release(): void {
    this.capacity = 0;
    for (const arrays of [this.keys, this.values]) {
      for (const [layer, old] of arrays) {
        releaseBuffer(old);
        arrays.set(layer, new Float32Array(0));
      }
    }
  }

  read(layer: number, slots: Int32Array): { key: Float32Array; value: Float32Array } {
    const copy = (array: Float32Array) => {
      const rows = new Float32Array(slots.length * this.width);
      for (const [row, slot] of slots.entries()) {
        rows.set(array.subarray(slot * this.width, (slot + 1) * this.width), row * this.width);
      }
      return rows;
    };
    return { key: copy(of(this.keys, layer)), value: copy(of(this.values, layer)) };
  }

  write(layer: number, slots: ArrayLike<number>, key: Float32Array, value: Float32Array): void {
    const keys = of(this.keys, layer);
    const values = of(this.values, layer);
    for (const [row, slot] of Array.from(slots).entries()) {
      const from = row * this.width;
      keys.set(key.subarray(from, from + this.width), slot * this.width);
      values.set(value.subarray(from, from + this.width), slot * this.width);
    }
  }
}

function of(arrays: Map<number, Float32Array<ArrayBuffer>>, layer: number): Float32Array {
  const array = arrays.get(layer);
  if (!array) throw new RangeError(`no layer ${layer}`);
  return array;
}
