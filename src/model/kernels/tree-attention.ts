/**
 * Attention of a step's rows, each to its own slots; and the memory that all sessions' keys and values are in.
 *
 * It is not the weights', so that it can be let go of: WASM memory never shrinks.
 *
 * @module
 */
import { KernelMemory } from "../../runtime/kernels.ts";
import type { Architecture } from "../manifest.ts";
import type { KernelPool } from "./kernel-pool.ts";
import type { SlotLists } from "./slot-lists.ts";

const wordBytes = 4;
const vectorBytes = 16;

/** Slots that rows look at and that are listed at once, unless one row looks at more. */
const usuallyListed = 16_384;

/** What a step's rows look at, by the addresses of slots in the first layer. */
export interface Looks {
  /** Where the rows' own keys and values go. */
  written: Int32Array;
  lists: readonly { firstRow: number; places: Int32Array; counts: Int32Array }[];
}

export class TreeAttention {
  /** Most slots that may be listed at once. */
  readonly mostListed: number;
  readonly memory: KernelMemory;
  private readonly architecture: Architecture;
  /** Addresses. */
  private readonly written: number;
  private readonly counts: number;
  private readonly listed: number;
  private readonly scratch: number;
  private readonly rows: number;
  private readonly seen: number;
  /** The list that lies in the memory. */
  private current: Looks["lists"][number] | undefined;

  /** @param context - most positions a path may have */
  constructor(module: WebAssembly.Module, architecture: Architecture, context: number, maxRows: number) {
    const { queryHeads, keyValueHeads, headDimension } = architecture;
    const memory = new KernelMemory(module);
    this.memory = memory;
    this.architecture = architecture;
    this.mostListed = Math.max(usuallyListed, context);
    this.written = memory.take(maxRows * wordBytes);
    this.counts = memory.take(maxRows * wordBytes);
    this.listed = memory.take(this.mostListed * wordBytes);
    this.scratch = memory.take((maxRows * (2 * headDimension + 2) + this.mostListed) * vectorBytes);
    this.rows = memory.take(maxRows * (queryHeads + 2 * keyValueHeads) * headDimension * wordBytes);
    this.seen = memory.take(maxRows * queryHeads * headDimension * wordBytes);
  }

  /** The same for all layers of a step. */
  looks(pool: KernelPool, slots: Int32Array, lists: readonly SlotLists[]): Looks {
    return {
      written: pool.placesOf(slots),
      lists: lists.map(({ firstRow, slots, counts }) => ({ firstRow, places: pool.placesOf(slots), counts })),
    };
  }

  /**
   * Writes keys and values to the rows' slots, and lets each row attend.
   *
   * @param inputs - of all rows, one behind the other: queries [rows, queryHeads · headDimension], keys and values
   *   [rows, keyValueHeads · headDimension]
   * @param layer - how far a slot's place in this layer lies behind that in the first
   * @param units - of the values, per 1
   * @returns what the rows see, as the queries; until the next call
   */
  attend(inputs: Float32Array, layer: number, looks: Looks, units: number): Float32Array {
    const { memory } = this;
    const { queryHeads, keyValueHeads, headDimension } = this.architecture;
    const rows = looks.written.length;
    const [queryWidth, keyWidth] = [queryHeads * headDimension, keyValueHeads * headDimension];
    memory.floats(this.rows, inputs.length).set(inputs);
    memory.integers(this.written, rows).set(looks.written);
    const keys = this.rows + rows * queryWidth * wordBytes;
    memory.kernels.writeSlots(keys, keys + rows * keyWidth * wordBytes, this.written, layer, rows, keyWidth);
    for (const list of looks.lists) {
      this.setList(list);
      const offset = list.firstRow * queryWidth * wordBytes;
      memory.kernels.attend(
        this.rows + offset,
        this.listed,
        this.counts,
        layer,
        this.scratch,
        this.seen + offset,
        list.counts.length,
        queryHeads,
        keyValueHeads,
        headDimension,
        units,
      );
    }
    return memory.floats(this.seen, rows * queryWidth);
  }

  private setList(list: Looks["lists"][number]): void {
    if (this.current === list) return;
    this.memory.integers(this.listed, list.places.length).set(list.places);
    this.memory.integers(this.counts, list.counts.length).set(list.counts);
    this.current = list;
  }
}
