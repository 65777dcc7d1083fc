/**
 * The memory that the pools of all live sessions take together.
 *
 * @module
 */
import { TillerError } from "../spec/tiller-error.ts";

/** Seconds after which other requests have probably given memory back. */
const retryAfter = 5;

export class PoolMemory {
  /** Bytes taken. */
  used = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** @throws TillerError `overloaded`, nothing taken, where `bytes` more would be more than the limit */
  take(bytes: number): void {
    if (this.used + bytes > this.limit) {
      throw new TillerError("overloaded", "requests under way have taken the memory for keys and values", {
        retryAfter,
      });
    }
    this.used += bytes;
  }

  giveBack(bytes: number): void {
    this.used -= bytes;
  }
}
