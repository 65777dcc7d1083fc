/**
 * Who may do what, as operators have set it.
 *
 * @module
 */
import type { Clock } from "../../src/runtime/platform.ts";
import type { ServiceSettings } from "../settings.ts";
import { Keys } from "./keys.ts";

export interface Guards {
  /** Null where no key is asked for. */
  keys: Keys | null;
  /** The SHA-256 of the key for `/metrics`; null where there is none. */
  metricsHash: string | null;
  /** Origins whose pages may call the API; `*` is any. */
  origins: readonly string[];
}

/** As it is on one's own machine. */
export const noGuards: Guards = { keys: null, metricsHash: null, origins: [] };

export function guardsOf(
  { API_KEYS, METRICS_SHA256, CORS_ORIGINS }: ServiceSettings,
  clock: Pick<Clock, "now">,
): Guards {
  return {
    keys: API_KEYS ? new Keys(API_KEYS, clock) : null,
    metricsHash: METRICS_SHA256 ?? null,
    origins: CORS_ORIGINS,
  };
}
