/**
 * A token that a path may go on with.
 *
 * @module
 */
import type { TokenCandidate } from "../decode/distribution.ts";
import type { Origin } from "../spec/trace.ts";

/** What a token begins, where it is the first of a text that a reward proposed. */
export interface Plan {
  /** The tokens of the proposal that are still to come. */
  plan: readonly number[];
  /** What the whole proposal will have gained, of which the token itself may gain nothing yet. */
  promise: number;
  /** Whether the proposal completes what the reward still misses. */
  completes: boolean;
  /** Whether it must be carried through: another spelling, which would make no sense broken off. */
  isSpelling: boolean;
}

export interface Candidate extends TokenCandidate, Plan {
  /** Whose idea it is. */
  origin: Origin;
  /**
   * What it is credited with beside its own log-probability, in nats: where it stands in for a token that the
   * model finds likelier and that only its spelling rules out.
   */
  credit: number;
}

export const noPlan: Plan = { plan: [], promise: 0, completes: false, isSpelling: false };
