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
}

export type Candidate = TokenCandidate & Plan;

export const noPlan: Plan = { plan: [], promise: 0, completes: false };
