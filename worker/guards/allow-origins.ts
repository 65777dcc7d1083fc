/**
 * Calls from browsers' pages of other origins (CORS).
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

/** Seconds for which browsers may remember what they were told. */
const maxAge = 600;

/** Keys go in a header that the page sets, never in cookies, so no credentials are allowed for. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: origins.includes("*") ? "*" : [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    exposeHeaders: ["x-request-id", "retry-after"],
    maxAge,
  });
}
