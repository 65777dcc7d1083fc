/**
 * How many may be at work at a time.
 *
 * @module
 */
import { TillerError } from "../src/spec/tiller-error.ts";

/** Seconds until a place has probably become free. */
const retryAfter = 5;

export class Places {
  private readonly most: number;
  private count = 0;

  constructor(most: number) {
    this.most = most;
  }

  get taken(): number {
    return this.count;
  }

  /** @throws TillerError `overloaded` where no place is free */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.count >= this.most) {
      throw new TillerError("overloaded", "too many alignments at the moment", { retryAfter });
    }
    this.count++;
    try {
      return await work();
    } finally {
      this.count--;
    }
  }
}
