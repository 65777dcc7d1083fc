/**
 * `/metrics` has a key of its own: whoever watches the service need not be able to use it.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { sha256 } from "../../src/model/sha256.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import type { Guards } from "./guards.ts";
import { isSame } from "./keys.ts";
import { bearerOf } from "./require-key.ts";

/** Open only where nothing else is guarded, either. */
export function requireMetricsKey({ keys, metricsHash }: Guards): MiddlewareHandler {
  return async (context, next) => {
    if (metricsHash !== null) {
      const secret = bearerOf(context.req.header("authorization"));
      const hash = await sha256(new TextEncoder().encode(secret));
      if (!isSame(hash, metricsHash))
        throw new TillerError("unauthorized", "that is not the key of the metrics");
    } else if (keys) {
      throw new TillerError("forbidden", "metrics have no key yet, and are shown to nobody");
    }
    await next();
  };
}
