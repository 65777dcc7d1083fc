/**
 * What work really took, for those who count it across requests: told where it happens, whatever becomes of the request.
 *
 * @module
 */
export interface Tally {
  /** Token positions that were computed; cached ones were not. */
  forwardTokens(count: number): void;
  rewardCalls(count: number): void;
}

/** Nobody counts. */
export const noTally: Tally = { forwardTokens: () => undefined, rewardCalls: () => undefined };

/** Tells all of them. */
export function toAll(tallies: readonly Tally[]): Tally {
  return {
    forwardTokens: (count) => tallies.forEach((tally) => void tally.forwardTokens(count)),
    rewardCalls: (count) => tallies.forEach((tally) => void tally.rewardCalls(count)),
  };
}
