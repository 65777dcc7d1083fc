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

/** Milliseconds by which anybody goes ahead of the others at most: what a short answer takes. */
const mostLead = 2000;

/** What somebody who takes turns has had of them. */
export interface Account {
  /** Milliseconds, counted on from a little less than the others have had where it comes after them. */
  attained: number;
}

interface Turn {
  account: Account;
  since: number;
  run(): Promise<void>;
}

/**
 * One at a time, and of those who wait the one who has had the least so far (least attained service, Kleinrock 1976,
 * *Queueing Systems* II): what needs little is soon done and does not wait for what needs much. Who has had less than
 * all who wait is given a moment to come back, or would lose each second turn to them. Waiting counts against what one
 * has had, so that nobody waits for ever.
 *
 * Who comes, or comes back, is taken to have had little less than the others: so it is first for as long as a short
 * answer takes, and what it wants beyond that it gets in equal shares with them, however long they have been at it
 * (start-time fair queueing, Goyal et al. 1996, with a lead as in borrowed virtual time, Duda and Cheriton 1999).
 */
export class Turns {
  private readonly clock: Clock;
  private waiting: Turn[] = [];
  private isBusy = false;
  /** What those have had who have had the most. */
  private most = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs work when its turn has come, other work let in before, and puts down its time to the account. */
  run<T>(account: Account, work: () => Promise<T>): Promise<T> {
    account.attained = Math.max(account.attained, this.most - mostLead);
    return new Promise((resolve, reject) => {
      const run = () => work().then(resolve, reject);
      this.waiting.push({ account, since: this.clock.now(), run });
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
      if (next) {
        had = next.account.attained;
        await this.runNext(next);
      }
    }
    this.isBusy = false;
  }

  private async runNext({ account, run }: Turn): Promise<void> {
    const begun = this.clock.now();
    await run();
    account.attained += this.clock.now() - begun;
    this.most = Math.max(this.most, account.attained);
  }

  private allHaveHadMoreThan(had: number): boolean {
    return this.waiting.every(({ account }) => account.attained > had);
  }

  private takeNext(): Turn | undefined {
    const now = this.clock.now();
    const rank = ({ account, since }: Turn) => account.attained - waitingCounts * (now - since);
    // Of equals the first that came.
    const [next] = this.waiting.toSorted((a, b) => rank(a) - rank(b));
    this.waiting = this.waiting.filter((turn) => turn !== next);
    return next;
  }
}
