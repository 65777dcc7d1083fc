/**
 * Who computes next.
 *
 * @module
 */
import type { Clock } from "../runtime/platform.ts";

/** Turns of the event loop in which whoever has just had a turn may ask for the next one. */
const patience = 8;

/** What a millisecond of waiting counts against those that one has had. */
const waitingCounts = 0.25;

interface Turn {
  /** Milliseconds that whoever waits for it has had so far. */
  attained(): number;
  since: number;
  run(): Promise<void>;
}

/**
 * One at a time, and of those who wait the one who has had the least so far (least attained service, Kleinrock 1976,
 * *Queueing Systems* II): what needs little is soon done and does not wait for what needs much. Who has had less than
 * all who wait is given a moment to come back, or would lose each second turn to them. Waiting counts against what one
 * has had, so that nobody waits for ever.
 */
export class Turns {
  private readonly clock: Clock;
  private waiting: Turn[] = [];
  private isBusy = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs work when its turn has come, other work let in before. */
  run<T>(attained: () => number, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = () => work().then(resolve, reject);
      this.waiting.push({ attained, since: this.clock.now(), run });
      if (!this.isBusy) void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    this.isBusy = true;
    let had = Number.POSITIVE_INFINITY;
    while (this.waiting.length > 0) {
      await this.clock.pause();
      for (let turn = 1; turn < patience && this.allHaveHadMoreThan(had); turn++) await this.clock.pause();
      const next = this.takeNext();
      had = next?.attained() ?? had;
      await next?.run();
    }
    this.isBusy = false;
  }

  private allHaveHadMoreThan(had: number): boolean {
    return this.waiting.every(({ attained }) => attained() > had);
  }

  private takeNext(): Turn | undefined {
    const now = this.clock.now();
    const rank = ({ attained, since }: Turn) => attained() - waitingCounts * (now - since);
    // Of equals the first that came.
    const [next] = this.waiting.toSorted((a, b) => rank(a) - rank(b));
    this.waiting = this.waiting.filter((turn) => turn !== next);
    return next;
  }
}
