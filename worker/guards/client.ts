/**
 * Whom a request is served to, and what they may take.
 *
 * @module
 */
import { noTally, type Tally } from "../../src/budget/tally.ts";
import type { Clock } from "../../src/runtime/platform.ts";
import type { ApiKey } from "../../src/spec/api-keys.ts";
import type { Budget } from "../../src/spec/budget.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { cappedBudget } from "./budget-caps.ts";
import { GivenUp } from "./deadline.ts";
import { TokenBucket } from "./token-bucket.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Set by `requireKey`, on every path under `/v1/`. */
    client: Client;
  }
}

export interface Client {
  /** Of their key; null where none is asked for. */
  readonly name: string | null;
  /** @throws TillerError `rate_limited` */
  countRequest(): void;
  /** @throws TillerError `forbidden` where they may not ask for so much */
  limited(budget: Budget): Budget;
  /**
   * Does work that computes at most so many token positions, and counts them; of calls that never told what they took,
   * the most that it can have been. Where a part of the model is lost on the way and the work begins again, no more is
   * counted in all than it may take once: that is not the client's to pay.
   *
   * @throws TillerError `rate_limited` where so many are not left
   */
  spend<Result>(forwardTokens: number, work: (tally: Tally) => Promise<Result>): Promise<Result>;
}

/** Where no keys are asked for. */
export const anybody: Client = {
  name: null,
  countRequest: () => undefined,
  limited: (budget) => budget,
  spend: (_, work) => work(noTally),
};

/** A client with a key. What it has taken is remembered here: there must be one object of it. */
export class KeyedClient implements Client {
  readonly name: string;
  private readonly caps: ApiKey["budget"];
  private readonly requests: TokenBucket | null;
  private readonly forwardTokens: TokenBucket | null;

  constructor(name: string, key: ApiKey, clock: Pick<Clock, "now">) {
    const { requests_per_minute, forward_tokens_per_minute, budget } = key;
    this.name = name;
    this.requests = requests_per_minute === undefined ? null : new TokenBucket(requests_per_minute, clock);
    this.forwardTokens =
      forward_tokens_per_minute === undefined ? null : new TokenBucket(forward_tokens_per_minute, clock);
    // What a minute never allows no request may ask for: it would be told to try again, forever.
    const most = Math.min(
      budget.forward_tokens ?? Number.POSITIVE_INFINITY,
      forward_tokens_per_minute ?? Number.POSITIVE_INFINITY,
    );
    this.caps = { ...budget, ...(Number.isFinite(most) && { forward_tokens: most }) };
  }

  countRequest(): void {
    this.take(this.requests, 1, "requests");
  }

  limited(budget: Budget): Budget {
    return cappedBudget(budget, this.caps, `the key ${this.name}`);
  }

  /** All that the work may compute is taken beforehand, so that no number of requests at a time can exceed the limit. */
  async spend<Result>(most: number, work: (tally: Tally) => Promise<Result>): Promise<Result> {
    this.take(this.forwardTokens, most, "forward tokens");
    let left = most;
    const count = (tokens: number) => {
      left -= tokens;
    };
    try {
      return await work({ forwardTokens: count, untoldTokens: count, rewardCalls: () => undefined });
    } catch (error) {
      // What it may still take nobody knows.
      if (error instanceof GivenUp) left = 0;
      throw error;
    } finally {
      this.forwardTokens?.giveBack(Math.max(0, left));
    }
  }

  private take(bucket: TokenBucket | null, tokens: number, what: string): void {
    const seconds = bucket?.take(tokens) ?? 0;
    if (seconds === 0 || !bucket) return;
    throw new TillerError(
      "rate_limited",
      `the key ${this.name} may take ${bucket.capacity} ${what} a minute, and has not ${tokens} left`,
      { retryAfter: seconds },
    );
  }
}
