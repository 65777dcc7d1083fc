/**
 * Keys and values of one session's slots in a stage's layers, and what attention needs beside them, in a memory of its
 * own that goes with the session.
 *
 * @module
 */
import { KernelMemory } from "../../runtime/kernels.ts";
import type { Architecture } from "../manifest.ts";
import { noMemoryLeft } from "../slot-memory.ts";
import type { SlotPool } from "../slot-pool.ts";
import type { SlotLists } from "./slot-lists.ts";

const wordBytes = 4;
const vectorBytes = 16;

export interface PoolShape {
  architecture: Architecture;
  /** Their indices in the model. */
  layers: readonly number[];
  /** Most positions a path may have. */
  context: number;
  /** Most rows of a step. */
  maxRows: number;
}

/** Slots that rows look at and that are listed at once, unless one row looks at more. */
const usuallyListed = 16_384;

/**
 * Slots of a chunk. What grows are chunks; in each a layer's slots lie side by side, so that attention, layer by layer,
 * reads on where it is.
 */
const chunkSlots = 64;

/** What rows look at, as places: bytes from where a layer's slots begin in the first chunk. */
export interface PlaceLists {
  /** Of the slots that the rows of a step are written to. */
  written: Int32Array;
  lists: readonly { firstRow: number; places: Int32Array; counts: Int32Array }[];
}

export class KernelPool implements SlotPool {
  /** Most slots that may be listed at once. */
  readonly mostListed: number;
  private readonly memory: KernelMemory;
  private readonly architecture: Architecture;
  private readonly layers: readonly number[];
  /** Floats of a slot's key in one layer, and of its value. */
  private readonly width: number;
  /** Addresses. The first chunk begins at `start`: all that does not grow lies below. */
  private readonly written: number;
  private readonly listed: number;
  private readonly counts: number;
  private readonly rows: number;
  private readonly mixed: number;
  private readonly scratch: number;
  private readonly start: number;
  private capacity = 0;
  /** The list that lies in the memory. */
  private current: PlaceLists["lists"][number] | undefined;

  constructor(module: WebAssembly.Module, { architecture, layers, context, maxRows }: PoolShape) {
    const { queryHeads, keyValueHeads, headDimension } = architecture;
    this.architecture = architecture;
    this.layers = layers;
    this.width = keyValueHeads * headDimension;
    this.mostListed = Math.max(usuallyListed, context);
    this.memory = new KernelMemory(module);
    this.written = this.memory.take(maxRows * wordBytes);
    this.counts = this.memory.take(maxRows * wordBytes);
    this.listed = this.memory.take(this.mostListed * wordBytes);
    this.rows = this.memory.take(maxRows * (queryHeads + 2 * keyValueHeads) * headDimension * wordBytes);
    this.mixed = this.memory.take(maxRows * queryHeads * headDimension * wordBytes);
    this.scratch = this.memory.take((maxRows * headDimension + this.mostListed) * vectorBytes);
    this.start = this.memory.take(0);
  }

  /** What a slot takes in all layers. */
  get slotBytes(): number {
    return 2 * this.layers.length * this.width * wordBytes;
  }

  /** All of it. */
  get bytes(): number {
    return this.memory.bytes;
  }

  /** What the slots take that a session has room for. */
  get slotsBytes(): number {
    return this.capacity * this.slotBytes;
  }

  /** Bytes that are missing until there is room for so many slots. */
  missing(capacity: number): number {
    return Math.max(0, this.endOf(capacity) - this.bytes);
  }

  /** @throws TillerError `overloaded` where there is no memory for them */
  reserve(capacity: number): void {
    if (capacity <= this.capacity) return;
    try {
      this.memory.reserve(this.endOf(capacity));
    } catch (error) {
      throw error instanceof RangeError ? noMemoryLeft() : error;
    }
    this.capacity = capacity;
  }

  /** Nothing of what is in the slots counts any more; their memory stays. */
  empty(): void {
    this.capacity = 0;
  }

  private endOf(capacity: number): number {
    return this.start + Math.ceil(capacity / chunkSlots) * chunkSlots * this.slotBytes;
  }

  /** Where the slots of a step lie. */
  placesOf(slots: Int32Array, lists: readonly SlotLists[]): PlaceLists {
    const placed = (of: Int32Array) => of.map((slot) => this.placeOf(slot));
    return {
      written: placed(slots),
      lists: lists.map(({ firstRow, slots, counts }) => ({ firstRow, places: placed(slots), counts })),
    };
  }

  private placeOf(slot: number): number {
    const inChunk = slot % chunkSlots;
    const ownBytes = 2 * this.width * wordBytes;
    return (slot - inChunk) * this.slotBytes + inChunk * ownBytes;
  }

  /**
   * Writes keys and values of some rows, and lets each row attend.
   *
   * @param inputs - queries, keys and values of all rows, one behind the other
   * @param units - of the values, per 1
   * @returns what they see [rows, queryHeads · headDimension], until the next call
   */
  attend(layer: number, inputs: Float32Array, { written, lists }: PlaceLists, units: number): Float32Array {
    const { memory, width, mixed } = this;
    const { kernels } = memory;
    const { queryHeads, keyValueHeads, headDimension } = this.architecture;
    const rows = written.length;
    const queryBytes = queryHeads * headDimension * wordBytes;
    memory.floats(this.rows, inputs.length).set(inputs);
    memory.integers(this.written, rows).set(written);
    const keys = this.rows + rows * queryBytes;
    const slots = this.layerStart(layer);
    kernels.writeSlots(keys, keys + rows * width * wordBytes, this.written, slots, rows, width);
    for (const list of lists) {
      this.setList(list);
      const offset = list.firstRow * queryBytes;
      kernels.attend(
        this.rows + offset,
        this.listed,
        this.counts,
        slots,
        this.scratch,
        mixed + offset,
        list.counts.length,
        queryHeads,
        keyValueHeads,
        headDimension,
        units,
      );
    }
    return memory.floats(mixed, (rows * queryBytes) / wordBytes);
  }

  private setList(list: PlaceLists["lists"][number]): void {
    if (this.current === list) return;
    this.memory.integers(this.listed, list.places.length).set(list.places);
    this.memory.integers(this.counts, list.counts.length).set(list.counts);
    this.current = list;
  }

  /** Where a layer's slots begin in the first chunk. */
  private layerStart(layer: number): number {
    const index = this.layers.indexOf(layer);
    if (index < 0) throw new RangeError(`no layer ${layer}`);
    return this.start + 2 * index * this.width * wordBytes * chunkSlots;
  }

  read(layer: number, slots: Int32Array): { key: Float32Array; value: Float32Array } {
    const key = new Float32Array(slots.length * this.width);
    const value = new Float32Array(slots.length * this.width);
    for (const [row, slot] of slots.entries()) {
      const { ownKey, ownValue } = this.slot(layer, slot);
      key.set(ownKey, row * this.width);
      value.set(ownValue, row * this.width);
    }
    return { key, value };
  }

  write(layer: number, slots: ArrayLike<number>, key: Float32Array, value: Float32Array): void {
    for (const [row, slot] of Array.from(slots).entries()) {
      const { ownKey, ownValue } = this.slot(layer, slot);
      ownKey.set(key.subarray(row * this.width, (row + 1) * this.width));
      ownValue.set(value.subarray(row * this.width, (row + 1) * this.width));
    }
  }

  private slot(layer: number, slot: number) {
    if (slot < 0 || slot >= this.capacity) throw new RangeError(`no room for slot ${slot}`);
    const address = this.layerStart(layer) + this.placeOf(slot);
    const ownKey = this.memory.floats(address, this.width);
    return { ownKey, ownValue: this.memory.floats(address + ownKey.byteLength, this.width) };
  }
}
