/**
 * What the rewards say of drafts, for nothing.
 *
 * @module
 */
import type { Follower, States } from "../../reward/follower.ts";
import type { Piece } from "../../reward/reward.ts";
import type { Draft } from "./draft.ts";

export class DraftGuide {
  private readonly follower: Follower;
  private readonly countChecks: (count: number) => void;

  /** @param countChecks - told how many rewards follow a text as it grows, each time that one does */
  constructor(follower: Follower, countChecks: (count: number) => void) {
    this.follower = follower;
    this.countChecks = countChecks;
  }

  begin(): States {
    return this.follower.begin();
  }

  advance(states: States, piece: Piece): States {
    this.countChecks(this.follower.rewards.length);
    return this.follower.advance(states, piece);
  }

  /** How far the draft has got by the rewards that speak about unfinished texts, in [0, 1]. */
  progress({ states }: Draft): number {
    const { most } = this.follower;
    // Rounding may carry the share of the whole above 1.
    return most === 0 ? 1 : Math.min(1, this.follower.value(states) / most);
  }

  /** Whether every hard reward that speaks about unfinished texts can still hold, or does where the draft has ended. */
  mayHold({ states, finish }: Draft): boolean {
    return this.follower.isAlive(states) && (finish === null || this.follower.mayEnd(states));
  }

  /** Lets auxiliary rewards be compared with the others over this draft. */
  learn({ states }: Draft): void {
    this.follower.learn(states);
  }
}
