/**
 * The meter: asked before any work is done, so that no limit is ever crossed.
 *
 * @module
 */
import type { Clock } from "../runtime/platform.ts";
import type { Budget, BudgetDimension } from "../spec/budget.ts";
import { SearchStopped } from "./search-stopped.ts";
import { StepTimeForecast } from "./step-time.ts";

export class Meter {
  readonly limits: Budget;
  forwardTokens = 0;
  rewardCalls = 0;
  steps = 0;
  private readonly clock: Clock;
  private readonly start: number;
  private readonly stepTime = new StepTimeForecast();
  /** Reward calls held back for the final scoring, which must be possible whatever the search has spent. */
  private reserve: number;

  constructor(limits: Budget, clock: Clock, rewardCallReserve: number) {
    this.limits = limits;
    this.clock = clock;
    this.start = clock.now();
    this.reserve = rewardCallReserve;
  }

  get elapsed(): number {
    return this.clock.now() - this.start;
  }

  /** Token positions that may still be computed. */
  get forwardTokensLeft(): number {
    return this.limits.forward_tokens - this.forwardTokens;
  }

  /** Runs a step of `rows` rows and counts it; @throws SearchStopped, nothing run, where a limit forbids it */
  async step<T>(rows: number, run: () => Promise<T>): Promise<T> {
    const obstacle = this.obstacleToStep(rows);
    if (obstacle) throw new SearchStopped(obstacle);
    this.forwardTokens += rows;
    this.steps++;
    const begun = this.clock.now();
    const result = await run();
    this.stepTime.observe(rows, this.clock.now() - begun);
    return result;
  }

  /** Counts `calls` reward calls; @throws SearchStopped, nothing counted, where the limit forbids them */
  spendRewardCalls(calls: number): void {
    if (this.rewardCalls + calls > this.limits.reward_calls - this.reserve)
      throw new SearchStopped("reward_calls");
    if (calls > 0 && this.elapsed >= this.limits.time_ms) throw new SearchStopped("time_ms");
    this.rewardCalls += calls;
  }

  /** Opens the reserve: `calls` calls that were held back are counted, at any time. */
  spendReserve(calls: number): void {
    if (calls > this.reserve) throw new RangeError("more reward calls than were held back");
    this.reserve -= calls;
    this.rewardCalls += calls;
  }

  private obstacleToStep(rows: number): BudgetDimension | null {
    if (this.forwardTokens + rows > this.limits.forward_tokens) return "forward_tokens";
    if (this.steps + 1 > this.limits.steps) return "steps";
    const { elapsed } = this;
    if (elapsed >= this.limits.time_ms) return "time_ms";
    if (elapsed + this.stepTime.expect(rows) > this.limits.time_ms) return "time_ms";
    return null;
  }
}
