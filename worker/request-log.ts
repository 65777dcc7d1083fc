/**
 * One line for each request.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";

/** Tells `log` of each answer: status, method, path, seconds, its id and whose key. Never what was asked or answered. */
export function logRequests(log: (line: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const begun = performance.now();
    await next();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const { requestId, client } = context.var;
    const { method, url } = context.req;
    // As it was sent: decoded, it could hold lines of its own.
    const path = new URL(url).pathname;
    log(
      `${context.res.status} ${method} ${path} ${seconds} s ${requestId}${client?.name ? ` ${client.name}` : ""}`,
    );
  };
}
