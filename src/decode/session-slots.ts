/**
 * The slots of one session in a pool that several share.
 *
 * @module
 */
import type { Row } from "../model/language-model.ts";
import type { Slots } from "./slots.ts";

export class SessionSlots {
  private readonly pool: Slots;
  /** The pool's slot for each of the session's own. */
  private readonly places: number[] = [];

  constructor(pool: Slots) {
    this.pool = pool;
  }

  /** The row with the pool's slots in place of the session's; its own is taken if it has none yet. */
  place(row: Row): Row {
    return {
      ...row,
      slot: this.placeOf(row.slot),
      ancestors: this.placesOf(row.ancestors),
    };
  }

  /** The pool's slots for some of the session's. */
  placesOf(slots: Int32Array): Int32Array {
    return slots.map((slot) => this.placeOf(slot));
  }

  /** Gives all of the session's slots back. */
  release(): void {
    for (const slot of this.places.splice(0)) if (slot !== undefined) this.pool.release(slot);
  }

  private placeOf(slot: number): number {
    this.places[slot] ??= this.pool.take();
    return this.places[slot];
  }
}
