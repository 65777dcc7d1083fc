/**
 * Texts that may be returned in the place of what the search finds.
 *
 * @module
 */
import type { Reward } from "./reward/reward.ts";
import type { Scorer, TextScore } from "./reward/scorer.ts";
import type { AlignRequest } from "./spec/request.ts";

export class StandIns {
  private readonly request: Pick<AlignRequest, "on_unsatisfied">;
  private readonly rewards: readonly Reward[];
  private readonly scorer: Pick<Scorer, "fallbackFor">;

  constructor(
    request: Pick<AlignRequest, "on_unsatisfied">,
    rewards: readonly Reward[],
    scorer: Pick<Scorer, "fallbackFor">,
  ) {
    this.request = request;
    this.rewards = rewards;
    this.scorer = scorer;
  }

  /** Whether the request has something else than this answer returned, an error included. */
  replaces(answer: TextScore): boolean {
    const isRefused = this.request.on_unsatisfied !== "best" && !answer.reward.satisfied;
    return isRefused || this.scorer.fallbackFor(answer) !== null;
  }

  /** Whether it may come to that, of a search whose prompt has been computed. */
  get mayReplace(): boolean {
    return this.rewards.some(
      ({ enforce, audit, fallback, isIdle }) =>
        enforce === "hard" &&
        !audit &&
        (fallback !== undefined || this.request.on_unsatisfied !== "best") &&
        !(isIdle?.() ?? false),
    );
  }
}
