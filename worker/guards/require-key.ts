/**
 * Bearer keys (RFC 6750).
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { anybody } from "./client.ts";
import type { Keys } from "./keys.ts";

/**
 * Lets in who has a key, and has not used up its requests. Tells handlers who it is: `context.var.client`.
 *
 * @param keys - null where nobody needs one
 */
export function requireKey(keys: Keys | null): MiddlewareHandler {
  return async (context, next) => {
    const client = keys ? await keys.find(bearerOf(context.req.header("authorization"))) : anybody;
    if (!client) throw new TillerError("unauthorized", "there is no such key");
    client.countRequest();
    context.set("client", client);
    await next();
  };
}

/** Whether more may be told to the sender of such a header `authorization` than to anybody; asking is not counted. */
export async function mayKnow(header: string | undefined, keys: Keys | null): Promise<boolean> {
  if (!keys) return true;
  const secret = secretIn(header ?? "");
  return secret !== null && (await keys.find(secret)) !== null;
}

/** @throws TillerError `unauthorized` */
export function bearerOf(header: string | undefined): string {
  if (header === undefined) {
    throw new TillerError("unauthorized", "send a key, in the header 'authorization: Bearer KEY'");
  }
  const secret = secretIn(header);
  if (secret === null) {
    throw new TillerError("unauthorized", "the header 'authorization' must be 'Bearer KEY'");
  }
  return secret;
}

/** The secret in the header `authorization`, however it is spelt; null where there is none. */
export function secretIn(header: string): string | null {
  return /^bearer +(\S{1,512}) *$/i.exec(header)?.[1] ?? null;
}
