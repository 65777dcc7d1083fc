/**
 * A token that a path may go on with.
 *
 * @module
 */
import type { TokenCandidate } from "../decode/distribution.ts";

/** What a token begins, where it is the first of a text that a reward proposed. */
export interface Plan {
  /** The tokens of the proposal that are still to come. */
  plan: readonly number[];
  /** What the whole proposal will have gained, of which the token itself may gain nothing yet. */
  promise: number;
  /** Whether the proposal completes what the reward still misses. */
  completes: boolean;
  /**
   * Log-probability, in nats, that it is credited with beside its own: where it stands in for a token that the
   * model finds likelier and that only its spelling rules out. Its plan is then carried through.
   */
  credit: number;
}

export type Candidate = TokenCandidate & Plan;

export const noPlan: Plan = { plan: [], promise: 0, completes: false, credit: 0 };
