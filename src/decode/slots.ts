/**
 * Which slots of the KV pool are free.
 *
 * @module
 */

/** Hands out the lowest free slot, because every step costs by the highest slot that any of its rows looks at. */
export class Slots {
  private next = 0;
  private greatest = 0;
  /** Released slots below `next`, in descending order. */
  private readonly free: number[] = [];

  /** All slots that have ever been in use are below this one. */
  get reached(): number {
    return this.greatest;
  }

  take(): number {
    const slot = this.free.pop() ?? this.next++;
    this.greatest = Math.max(this.greatest, this.next);
    return slot;
  }

  release(slot: number): void {
    const place = this.free.findIndex((other) => other < slot);
    this.free.splice(place === -1 ? this.free.length : place, 0, slot);
    while (this.free[0] === this.next - 1) {
      this.free.shift();
      this.next--;
    }
  }
}
