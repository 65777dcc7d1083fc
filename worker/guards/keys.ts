/**
 * Finding whose key a request came with.
 *
 * @module
 */
import { sha256 } from "../../src/model/sha256.ts";
import type { Clock } from "../../src/runtime/platform.ts";
import type { ApiKeys } from "../../src/spec/api-keys.ts";
import { type Client, KeyedClient } from "./client.ts";

/**
 * Keys are known by their hash alone. They are long and random (`npm run keys`), so a plain SHA-256 gives nothing away.
 */
export class Keys {
  private readonly clients: readonly { hash: string; client: Client }[];

  constructor(keys: ApiKeys, clock: Pick<Clock, "now">) {
    this.clients = Object.entries(keys).map(([name, key]) => ({
      hash: key.sha256,
      client: new KeyedClient(name, key, clock),
    }));
  }

  /** Looks at all keys, whichever is right: how long it takes tells nothing. */
  async find(secret: string): Promise<Client | null> {
    const hash = await sha256(new TextEncoder().encode(secret));
    let found: Client | null = null;
    for (const known of this.clients) if (isSame(known.hash, hash)) found = known.client;
    return found;
  }
}

/** Of two texts of equal length; takes as long wherever they differ. */
export function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
