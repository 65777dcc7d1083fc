/**
 * The meter: asked before any work is done, so that no limit is ever crossed.
 *
 * @module
 */
import type { StepMeter } from "../decode/decoder.ts";
import { SearchStopped } from "../decode/search-stopped.ts";
import type { Clock } from "../runtime/platform.ts";
import type { Budget, BudgetDimension } from "../spec/budget.ts";
import { type Cost, costOver, nothing } from "./cost.ts";
import type { Funds } from "./funds.ts";
import { StepTimeForecast } from "./step-time.ts";
import { noTally, type Tally } from "./tally.ts";

/**
 * Token positions that a call of an upstream took, of which `cached` had not to be computed; or that it never told; or
 * that it was not made.
 */
export type CallOutcome = { tokens: number; cached: number } | "untold" | "unmade";

export class Meter implements StepMeter {
  readonly limits: Budget;
  /** Cached ones included: what a budget buys must not depend on what others have asked before. */
  forwardTokens = 0;
  rewardCalls = 0;
  prefixChecks = 0;
  /** Those included that cached tokens would have taken. */
  steps = 0;
  readonly cached = { tokens: 0, steps: 0 };
  private readonly clock: Clock;
  private readonly tally: Tally;
  private readonly start: number;
  private readonly stepTime = new StepTimeForecast();
  /** Held back for the final scoring, which must be possible whatever the search has spent. */
  private reserve = nothing;

  /** @param tally - told of what is really taken, as it is */
  constructor(limits: Budget, clock: Clock, tally: Tally = noTally) {
    this.limits = limits;
    this.clock = clock;
    this.tally = tally;
    this.start = clock.now();
  }

  get elapsed(): number {
    return this.clock.now() - this.start;
  }

  /** The share of the budget that is spent, in [0, 1], of the limit that is nearest; time aside, so that a seed repeats a search. */
  get pressure(): number {
    const { forward_tokens, reward_calls, steps } = this.limits;
    return Math.min(
      1,
      Math.max(
        (this.forwardTokens + this.reserve.forwardTokens) / forward_tokens,
        (this.rewardCalls + this.reserve.rewardCalls) / reward_calls,
        (this.steps + this.reserve.steps) / steps,
      ),
    );
  }

  /** The share of the budget that is spent, in [0, 1], of the limit that is nearest. */
  get spent(): number {
    const { forward_tokens, reward_calls, steps, time_ms } = this.limits;
    return Math.min(
      1,
      Math.max(
        this.forwardTokens / forward_tokens,
        this.rewardCalls / reward_calls,
        this.steps / steps,
        this.elapsed / time_ms,
      ),
    );
  }

  /**
   * What the work would take of what is left of the budget, of the limit that it strains most: 0 for nothing, 1 for
   * all, more where it cannot be paid for. Time aside, so that a seed repeats a search.
   */
  price({ forwardTokens, rewardCalls, steps }: Cost): number {
    return Math.max(
      shareOf(this.forwardTokensLeft, forwardTokens),
      shareOf(this.rewardCallsLeft, rewardCalls),
      shareOf(this.stepsLeft, steps),
    );
  }

  /** How often work that takes at most `cost` can be paid for, beside what is held back. */
  affords(cost: Cost): number {
    const times = (left: number, part: number) => (part === 0 ? Number.POSITIVE_INFINITY : left / part);
    return Math.floor(
      Math.min(
        times(this.forwardTokensLeft, cost.forwardTokens),
        times(this.rewardCallsLeft, cost.rewardCalls),
        times(this.stepsLeft, cost.steps),
      ),
    );
  }

  /** Token positions that may still be computed, beside those held back. */
  get forwardTokensLeft(): number {
    return this.limits.forward_tokens - this.reserve.forwardTokens - this.forwardTokens;
  }

  /** Steps that may still be taken, beside those held back. */
  get stepsLeft(): number {
    return this.limits.steps - this.reserve.steps - this.steps;
  }

  /** Reward calls that may still be made, beside those held back. */
  get rewardCallsLeft(): number {
    return this.limits.reward_calls - this.reserve.rewardCalls - this.rewardCalls;
  }

  /** Runs a step of `rows` rows; `admit`, called when its turn has come, counts it or forbids it. */
  async step<T>(rows: number, run: (admit: () => void) => Promise<T>): Promise<T> {
    let begun = 0;
    const result = await run(() => {
      const obstacle = this.obstacleToStep(rows);
      if (obstacle) throw new SearchStopped(obstacle);
      this.forwardTokens += rows;
      this.steps++;
      this.tally.forwardTokens(rows);
      begun = this.clock.now();
    });
    this.stepTime.observe(rows, this.clock.now() - begun);
    return result;
  }

  /**
   * Counts a call of an upstream as if it took all of `most` token positions; returns how to tell what became of it.
   *
   * @throws SearchStopped, nothing counted, where a limit forbids the call
   */
  admitCall(most: number): (outcome: CallOutcome) => void {
    const obstacle = this.obstacleToStep(most);
    if (obstacle) throw new SearchStopped(obstacle);
    this.forwardTokens += most;
    this.steps++;
    return (outcome) => {
      this.forwardTokens -= most;
      if (outcome === "unmade") this.steps--;
      if (outcome === "untold") this.tally.untoldTokens(most);
      if (typeof outcome === "string") return;
      const { tokens, cached } = outcome;
      this.forwardTokens += tokens;
      this.cached.tokens += cached;
      this.tally.forwardTokens(tokens - cached);
    };
  }

  countCached({ tokens, steps }: { tokens: number; steps: number }): void {
    this.forwardTokens += tokens;
    this.steps += steps;
    this.cached.tokens += tokens;
    this.cached.steps += steps;
  }

  /** @throws SearchStopped where the time is up */
  requireTime(): void {
    if (this.timeIsUp) throw new SearchStopped("time_ms");
  }

  get timeIsUp(): boolean {
    return this.elapsed >= this.limits.time_ms;
  }

  /** What the search pays from: reward calls are counted as they are spent, forward tokens and steps as they are taken. */
  readonly funds: Funds = {
    isReserve: false,
    require: ({ rewardCalls }) => {
      if (rewardCalls > this.rewardCallsLeft) throw new SearchStopped("reward_calls");
    },
    spend: ({ rewardCalls }) => {
      this.countRewardCalls(rewardCalls);
    },
  };

  /** What was held back: it can be spent at any time, and what of the forward tokens and steps is not taken goes to the search. */
  readonly reserved: Funds = {
    isReserve: true,
    require: (cost) => {
      const left = costOver(this.reserve, cost, (held, part) => held - part);
      if (Object.values(left).some((part) => part < 0)) throw new RangeError("more than was held back");
    },
    spend: (cost) => {
      this.reserve = costOver(this.reserve, cost, (held, part) => held - part);
      this.countRewardCalls(cost.rewardCalls);
    },
  };

  /** Counts what has no limit: rewards that were asked about a text that is still growing. */
  countPrefixChecks(checks: number): void {
    this.prefixChecks += checks;
  }

  /** Holds `cost` back from now on. */
  holdBack(cost: Cost): void {
    this.reserve = cost;
  }

  /** Milliseconds until the time is up. */
  get timeLeft(): number {
    return this.limits.time_ms - this.elapsed;
  }

  private countRewardCalls(calls: number): void {
    this.rewardCalls += calls;
    this.tally.rewardCalls(calls);
  }

  private obstacleToStep(rows: number): BudgetDimension | null {
    if (rows > this.forwardTokensLeft) return "forward_tokens";
    if (this.stepsLeft < 1) return "steps";
    const late = this.elapsed + this.stepTime.expect(rows) + this.reservedTime > this.limits.time_ms;
    return this.timeIsUp || late ? "time_ms" : null;
  }

  /** Milliseconds that the steps which are held back should not exceed. */
  private get reservedTime(): number {
    const { forwardTokens, steps } = this.reserve;
    return steps === 0 ? 0 : steps * this.stepTime.expect(Math.ceil(forwardTokens / steps));
  }
}

/** Nothing is no share even of nothing. */
function shareOf(whole: number, part: number): number {
  return part === 0 ? 0 : part / whole;
}
