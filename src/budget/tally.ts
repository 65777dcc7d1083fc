/**
 * What work really took, for those who count it across requests: told where it happens, whatever becomes of the request.
 *
 * @module
 */
export interface Tally {
  /** Token positions that were computed; cached ones were not. */
  forwardTokens(count: number): void;
  /**
   * Token positions that a call of an upstream may have taken at most, of which nothing more will be known. They are no
   * part of a result's usage, which is what is known; who limits what others take has to count them.
   */
  untoldTokens(most: number): void;
  rewardCalls(count: number): void;
}

/** Nobody counts. */
export const noTally: Tally = {
  forwardTokens: () => undefined,
  untoldTokens: () => undefined,
  rewardCalls: () => undefined,
};

/** Tells all of them. */
export function toAll(tallies: readonly Tally[]): Tally {
  return {
    forwardTokens: (count) => tallies.forEach((tally) => void tally.forwardTokens(count)),
    untoldTokens: (most) => tallies.forEach((tally) => void tally.untoldTokens(most)),
    rewardCalls: (count) => tallies.forEach((tally) => void tally.rewardCalls(count)),
  };
}
