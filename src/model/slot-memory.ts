/**
 * How many slots the sessions of a model may take together.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";

const initialSlots = 64;
const mostAtOnce = 1024;

/** Seconds after which other requests have probably given memory back. */
const retryAfter = 5;

/** Slots that there must be room for, once `lastSlot` is used and where there was room for `capacity`. */
export function capacityFor(lastSlot: number, capacity: number): number {
  if (lastSlot < capacity) return capacity;
  // Doubling makes growing cheap; in large pools it would waste as much as is used.
  const step = Math.min(Math.max(capacity, initialSlots), mostAtOnce);
  return Math.ceil((lastSlot + 1) / step) * step;
}

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

  /** Slots that there is room for now. */
  get used(): number {
    return this.taken;
  }

  /** @throws TillerError `overloaded`, nothing taken, where `slots` more would be more than the limit */
  take(slots: number): void {
    if (this.taken + slots > this.limit) {
      throw new TillerError("overloaded", "requests under way have taken the memory for keys and values", {
        retryAfter,
      });
    }
    this.taken += slots;
  }

  giveBack(slots: number): void {
    this.taken -= slots;
  }
}
