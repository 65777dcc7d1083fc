/**
 * What scoring is paid from.
 *
 * @module
 */
import type { Cost } from "./cost.ts";

export interface Funds {
  /** Asked before any of it is taken. @throws SearchStopped where so much may not be */
  require(cost: Cost): void;
  /** Told what is about to be taken, at most, of what was asked for. */
  spend(cost: Cost): void;
  /**
   * Whether it was held back for texts that have to be scored: what keeps the model from reading one of those is no
   * reason to stop.
   */
  readonly isReserve: boolean;
}

/** For scoring that is part of no request. */
export const noCharge: Funds = { require() {}, spend() {}, isReserve: false };
