/**
 * What is asked for, in the address: behind the `#`, which browsers send to no server.
 *
 * @module
 */
import { type Draft, draftOf, requestOf } from "./draft.ts";

const marker = "#ask=";

/** The part of an address that `readHash` understands. It holds no key. */
export function hashOf(draft: Draft): string {
  const asked = { request: requestOf(draft), greedy: draft.comparesGreedy };
  const bytes = new TextEncoder().encode(JSON.stringify(asked));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return marker + base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/** The draft in an address; null where there is none that can be read. */
export function readHash(hash: string, base: Draft): Draft | null {
  if (!hash.startsWith(marker)) return null;
  try {
    const binary = atob(hash.slice(marker.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const asked = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return draftOf(asked.request, { ...base, comparesGreedy: asked.greedy !== false });
  } catch {
    return null;
  }
}
