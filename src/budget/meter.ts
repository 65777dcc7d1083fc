/**
 * The meter: asked before any work is done, so that no limit is ever crossed.
 *
 * @module
 */
import type { StepMeter } from "../decode/decoder.ts";
import { SearchStopped } from "../decode/search-stopped.ts";
import type { Clock } from "../runtime/platform.ts";
import type { Budget, BudgetDimension } from "../spec/budget.ts";
import { StepTimeForecast } from "./step-time.ts";
import { noTally, type Tally } from "./tally.ts";

/** What a piece of work is expected to take. */
export interface Cost {
  forwardTokens: number;
  rewardCalls: number;
  steps: number;
}

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
  /** Reward calls held back for the final scoring, which must be possible whatever the search has spent. */
  private reserve = 0;

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
        this.forwardTokens / forward_tokens,
        (this.rewardCalls + this.reserve) / reward_calls,
        this.steps / steps,
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

  /** Token positions that may still be computed. */
  get forwardTokensLeft(): number {
    return this.limits.forward_tokens - this.forwardTokens;
  }

  /** Steps that may still be taken. */
  get stepsLeft(): number {
    return this.limits.steps - this.steps;
  }

  /** Reward calls that may still be made, beside those held back. */
  get rewardCallsLeft(): number {
    return this.limits.reward_calls - this.reserve - this.rewardCalls;
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
   * Counts a call of an upstream as if it took all of `most` token positions; returns how to tell what it did take,
   * of which `cached` had not to be computed.
   *
   * @throws SearchStopped, nothing counted, where a limit forbids the call
   */
  admitCall(most: number): (took: { tokens: number; cached: number }) => void {
    const obstacle = this.obstacleToStep(most);
    if (obstacle) throw new SearchStopped(obstacle);
    this.forwardTokens += most;
    this.steps++;
    return ({ tokens, cached }) => {
      this.forwardTokens += tokens - most;
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

  /** Counts `calls` reward calls; @throws SearchStopped, nothing counted, where the limit forbids them */
  spendRewardCalls(calls: number): void {
    if (calls > this.rewardCallsLeft) throw new SearchStopped("reward_calls");
    this.countRewardCalls(calls);
  }

  /** Counts what has no limit: rewards that were asked about a text that is still growing. */
  countPrefixChecks(checks: number): void {
    this.prefixChecks += checks;
  }

  /** Holds back `calls` reward calls from now on. */
  holdBack(calls: number): void {
    this.reserve = calls;
  }

  /** Opens the reserve: `calls` calls that were held back are counted, at any time. */
  spendReserve(calls: number): void {
    if (calls > this.reserve) throw new RangeError("more reward calls than were held back");
    this.reserve -= calls;
    this.countRewardCalls(calls);
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
    if (this.forwardTokens + rows > this.limits.forward_tokens) return "forward_tokens";
    if (this.steps + 1 > this.limits.steps) return "steps";
    const late = this.elapsed + this.stepTime.expect(rows) > this.limits.time_ms;
    return this.timeIsUp || late ? "time_ms" : null;
  }
}

/** Nothing is no share even of nothing. */
function shareOf(whole: number, part: number): number {
  return part === 0 ? 0 : part / whole;
}
