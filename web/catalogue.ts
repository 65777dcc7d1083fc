/**
 * What the server says it has: models, kinds of reward, strategies.
 *
 * @module
 */
import { errorOfResponse } from "../client/read-error.ts";
import type { JsonSchema } from "./form/json-schema.ts";
import type { JsonObject } from "./json.ts";

export interface RewardKind {
  readonly id: string;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: JsonObject;
  readonly cost: string;
}

export interface Strategy {
  readonly id: string;
  readonly description: string;
  /** When to use it. */
  readonly use: string;
  readonly schema: JsonSchema;
}

export interface Model {
  readonly id: string;
}

export interface Catalogue {
  readonly models: readonly Model[];
  readonly rewards: readonly RewardKind[];
  readonly strategies: readonly Strategy[];
}

/**
 * Asks for all three.
 *
 * @throws ApiError for what the server refuses: 401 where it wants a key, or another one
 */
export async function readCatalogue(key: string | null): Promise<Catalogue> {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const list = async <Item>(path: string): Promise<Item[]> => {
    const response = await fetch(path, { headers });
    if (!response.ok) throw await errorOfResponse(response);
    return ((await response.json()) as { data: Item[] }).data;
  };
  const [models, rewards, strategies] = await Promise.all([
    list<Model>("/v1/models"),
    list<RewardKind>("/v1/rewards"),
    list<Strategy>("/v1/strategies"),
  ]);
  return { models, rewards, strategies };
}
