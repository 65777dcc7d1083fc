/**
 * How many may be at work at a time, and how many may wait for it.
 *
 * @module
 */
import { TillerError } from "../src/spec/tiller-error.ts";

/** Seconds until a place has probably become free. */
const retryAfter = 5;

export interface PlacesOptions {
  /** Most at work at a time. */
  most: number;
  /** Most that wait for a place. */
  mostWaiting: number;
  /** Milliseconds after which one that waits is sent away. */
  longestWait: number;
}

export class Places {
  private readonly options: PlacesOptions;
  private count = 0;
  /** How to give each a place, in the order in which they came. */
  private readonly queue = new Set<() => void>();

  constructor(options: PlacesOptions) {
    this.options = options;
  }

  get taken(): number {
    return this.count;
  }

  get waiting(): number {
    return this.queue.size;
  }

  /**
   * Works once there is a place.
   *
   * @param signal - whoever goes away while waiting waits no longer
   * @throws TillerError `overloaded` where none becomes free, or too many wait already; `cancelled`
   */
  async take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.count < this.options.most) this.count++;
    else await this.wait(signal);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** The place of one that leaves goes to the next: nobody can come in between. */
  private leave(): void {
    const [next] = this.queue;
    if (next) next();
    else this.count--;
  }

  private wait(signal: AbortSignal): Promise<void> {
    if (this.queue.size >= this.options.mostWaiting) throw overloaded();
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        this.queue.delete(enter);
        clearTimeout(timer);
        signal.removeEventListener("abort", goAway);
        settle();
      };
      const enter = () => end(resolve);
      const goAway = () => end(() => reject(new TillerError("cancelled", "the client went away")));
      const timer = setTimeout(() => end(() => reject(overloaded())), this.options.longestWait);
      if (signal.aborted) return goAway();
      signal.addEventListener("abort", goAway);
      this.queue.add(enter);
    });
  }
}

function overloaded(): TillerError {
  return new TillerError("overloaded", "too many alignments at the moment", { retryAfter });
}
