/**
 * Attention of a step's rows, each to its own slots.
 *
 * @module
 */
import type { KernelMemory } from "../../runtime/kernels.ts";
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

/** float32, of all rows of a step: queries [rows, queryHeads · headDimension], keys and values [rows, keyHeads · …]. */
export interface AttentionInputs {
  queries: number;
  keys: number;
  values: number;
}

export class TreeAttention {
  /** Most slots that may be listed at once. */
  readonly mostListed: number;
  private readonly memory: KernelMemory;
  private readonly architecture: Architecture;
  private readonly written: number;
  private readonly counts: number;
  private readonly listed: number;
  private readonly scratch: number;
  /** The list that lies in the memory. */
  private current: Looks["lists"][number] | undefined;

  /** @param context - most positions a path may have */
  constructor(memory: KernelMemory, architecture: Architecture, context: number, maxRows: number) {
    this.memory = memory;
    this.architecture = architecture;
    this.mostListed = Math.max(usuallyListed, context);
    this.written = memory.take(maxRows * wordBytes);
    this.counts = memory.take(maxRows * wordBytes);
    this.listed = memory.take(this.mostListed * wordBytes);
    this.scratch = memory.take((maxRows * architecture.headDimension + this.mostListed) * vectorBytes);
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
   * @param layer - how far a slot's place in this layer lies behind that in the first
   * @param y - as the queries: what the rows see
   * @param units - of the values, per 1
   */
  attend({ queries, keys, values }: AttentionInputs, layer: number, looks: Looks, y: number, units: number) {
    const { kernels } = this.memory;
    const { queryHeads, keyValueHeads, headDimension } = this.architecture;
    const rows = looks.written.length;
    this.memory.integers(this.written, rows).set(looks.written);
    kernels.writeSlots(keys, values, this.written, layer, rows, keyValueHeads * headDimension);
    for (const list of looks.lists) {
      this.setList(list);
      const offset = list.firstRow * queryHeads * headDimension * wordBytes;
      kernels.attend(
        queries + offset,
        this.listed,
        this.counts,
        layer,
        this.scratch,
        y + offset,
        list.counts.length,
        queryHeads,
        keyValueHeads,
        headDimension,
        units,
      );
    }
  }

  private setList(list: Looks["lists"][number]): void {
    if (this.current === list) return;
    this.memory.integers(this.listed, list.places.length).set(list.places);
    this.memory.integers(this.counts, list.counts.length).set(list.counts);
    this.current = list;
  }
}
