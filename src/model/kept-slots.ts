/**
 * Copies of keys and values that outlive the session they were computed for.
 *
 * @module
 */

import { releaseBuffer } from "./release-buffer.ts";
import type { SlotPool, Values } from "./slot-pool.ts";

type Layers<Own extends Values> = Map<number, ReturnType<SlotPool<Own>["read"]>>;

export class KeptSlots<Own extends Values> {
  private readonly limit: number;
  /** The least recently used first. */
  private readonly entries = new Map<string, Layers<Own>>();

  /** @param limit - most bytes, whatever those who keep them count: some may never come back for theirs */
  constructor(limit: number) {
    this.limit = limit;
  }

  get bytes(): number {
    return [...this.entries.values()].reduce((sum, layers) => sum + bytesOf(layers), 0);
  }

  keep(name: string, pool: SlotPool<Own>, slots: Int32Array, layers: readonly number[]): void {
    this.entries.set(name, new Map(layers.map((layer) => [layer, pool.read(layer, slots)])));
    for (const [oldest] of this.entries) {
      if (this.bytes <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Writes the first of them to `slots`; false, and nothing done, where they are not there. */
  recall(name: string, pool: SlotPool<Own>, slots: Int32Array, capacity: number): boolean {
    const layers = this.entries.get(name);
    if (!layers) return false;
    this.entries.delete(name);
    this.entries.set(name, layers);
    pool.reserve(capacity);
    for (const [layer, { key, value }] of layers) pool.write(layer, slots, key, value);
    return true;
  }

  forget(name: string): void {
    for (const { key, value } of this.entries.get(name)?.values() ?? []) {
      for (const array of [key, value]) releaseBuffer(array);
    }
    this.entries.delete(name);
  }
}

function bytesOf(layers: Layers<Values>): number {
  let sum = 0;
  for (const { key, value } of layers.values()) sum += key.byteLength + value.byteLength;
  return sum;
}
