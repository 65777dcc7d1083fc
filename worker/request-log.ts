/**
 * One line for each request.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";

/** Tells `log` of each answer: status, method, path and seconds. Never what was asked or answered. */
export function logRequests(log: (line: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const begun = performance.now();
    await next();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    log(`${context.res.status} ${context.req.method} ${context.req.path} ${seconds} s`);
  };
}
