/**
 * Which slots of the KV pool are free.
 *
 * @module
 */

/** Hands out the lowest free slot, because every step costs by the highest slot ever used. */
export class Slots {
  private next = 0;
  /** Released slots below `next`, in descending order. */
  private readonly free: number[] = [];

  /** Slots below this one have been in use at some time. */
  get span(): number {
    return this.next;
  }

  take(): number {
    return this.free.pop() ?? this.next++;
  }

  release(slot: number): void {
    const place = this.free.findIndex((other) => other < slot);
    this.free.splice(place === -1 ? this.free.length : place, 0, slot);
  }
}
