/**
 * How many slots the sessions of a model may take together.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";

const fewestSlots = 64;
const mostAtOnce = 1024;

/** Seconds after which other requests have probably given memory back. */
const retryAfter = 5;

/**
 * Admission to memory: counted before anything is computed or allocated, in whatever isolates the keys and values
 * will lie, so that a step which has no room touches none of them.
 */
export class SlotMemory {
  private taken = 0;
  private readonly limit: number;

  /** @param limit - most slots */
  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Takes what a session needs that has room for `capacity` slots and wants to use `lastSlot`.
   *
   * @returns how many slots it has room for now
   * @throws TillerError `overloaded`, nothing taken, where that would be more than the limit
   */
  grow(capacity: number, lastSlot: number): number {
    if (lastSlot < capacity) return capacity;
    // Doubling makes growing cheap; in large pools it would waste as much as is used, in small memories it may not fit.
    const steps = [Math.min(Math.max(capacity, fewestSlots), mostAtOnce), fewestSlots, 1];
    const left = this.limit - this.taken + capacity;
    const grown = steps.map((step) => Math.ceil((lastSlot + 1) / step) * step).find((size) => size <= left);
    if (grown === undefined) throw noMemoryLeft();
    this.taken += grown - capacity;
    return grown;
  }

  giveBack(slots: number): void {
    this.taken -= slots;
  }
}

/** Why a step is refused for which there is no memory, wherever that is found out: nothing else is lost by it. */
export function noMemoryLeft(): TillerError {
  return new TillerError("overloaded", "requests under way have taken the memory for keys and values", {
    retryAfter,
  });
}
