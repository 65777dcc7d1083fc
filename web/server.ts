/**
 * The server that this page is from.
 *
 * @module
 */
import { type ModelEntry, type RewardEntry, type StrategyEntry, Tiller } from "../client/index.ts";
import { apiKey } from "./api-key.ts";

/** A client of it, with the key that has been entered. */
export function server(): Tiller {
  const key = apiKey();
  return new Tiller({
    baseUrl: location.origin,
    ...(key !== null && { apiKey: key }),
    // Who looks on decides when to try again.
    maxRetries: 0,
  });
}

/** What can be asked for. */
export interface Catalogue {
  readonly models: readonly ModelEntry[];
  readonly rewards: readonly RewardEntry[];
  readonly strategies: readonly StrategyEntry[];
}

/** @throws ApiError, 401 where the server wants a key, or another one; ConnectionError */
export async function readCatalogue(): Promise<Catalogue> {
  const tiller = server();
  const [models, rewards, strategies] = await Promise.all([
    tiller.models(),
    tiller.rewards(),
    tiller.strategies(),
  ]);
  return { models, rewards, strategies };
}
