/**
 * How long a call may be silent.
 *
 * @module
 */
import { ConnectionError } from "./errors.ts";

/** Longest delay of a timer. */
const longest = 2 ** 31 - 1;

/** Ends a call that its caller no longer wants, or of which nothing has been heard for too long. */
export class Patience {
  /** Aborted by the caller, by `end`, or with a ConnectionError when the time is over. */
  readonly signal: AbortSignal;
  private readonly milliseconds: number;
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws RangeError for milliseconds that no timer can wait */
  constructor(milliseconds: number, caller?: AbortSignal) {
    if (!(milliseconds >= 1 && milliseconds <= longest)) {
      throw new RangeError(`a timeout is from 1 to ${longest} milliseconds, not ${milliseconds}`);
    }
    this.milliseconds = milliseconds;
    const { signal } = this.controller;
    this.signal = caller ? AbortSignal.any([caller, signal]) : signal;
  }

  /** Begins to wait for something to be heard. */
  start(): void {
    this.stop();
    this.timer = setTimeout(() => {
      const message = `nothing was heard for ${this.milliseconds} ms`;
      this.controller.abort(new ConnectionError("timeout", message));
    }, this.milliseconds);
  }

  /** Something was heard, and nothing is waited for. */
  stop(): void {
    clearTimeout(this.timer);
  }

  /** The call is over: what of it still goes on is ended. */
  end(): void {
    this.stop();
    this.controller.abort();
  }
}
