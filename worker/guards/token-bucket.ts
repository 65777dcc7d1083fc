/**
 * So much a minute.
 *
 * @module
 */
import type { Clock } from "../../src/runtime/platform.ts";

const minute = 60_000;

/** Full at first, and filled evenly: what a minute allows may be taken at once, and then comes back bit by bit. */
export class TokenBucket {
  readonly capacity: number;
  private readonly clock: Pick<Clock, "now">;
  private level: number;
  private filled: number;

  /** @param perMinute - tokens that it holds, and that flow into it in a minute */
  constructor(perMinute: number, clock: Pick<Clock, "now">) {
    this.capacity = perMinute;
    this.clock = clock;
    this.level = perMinute;
    this.filled = clock.now();
  }

  /**
   * Takes so many tokens, if they are there.
   *
   * @returns 0 where they were; else the seconds until they will be, none taken
   */
  take(tokens: number): number {
    this.fill();
    const missing = tokens - this.level;
    if (missing > 0) return Math.max(1, Math.ceil((missing / this.capacity) * (minute / 1000)));
    this.level -= tokens;
    return 0;
  }

  /** Gives back what was taken and not needed. */
  giveBack(tokens: number): void {
    this.fill();
    this.level = Math.min(this.capacity, this.level + tokens);
  }

  private fill(): void {
    const now = this.clock.now();
    this.level = Math.min(this.capacity, this.level + ((now - this.filled) / minute) * this.capacity);
    this.filled = now;
  }
}
