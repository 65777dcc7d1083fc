/**
 * One line for each request.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";

/**
 * Tells `log` of each answer: status, method, path, seconds, its id and whose key. Never what was asked or answered. Of a
 * stream it tells at the end, and how it ended.
 */
export function logRequests(log: (line: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const begun = performance.now();
    await next();
    const { requestId, client, streamEnd } = context.var;
    const { method, url } = context.req;
    const { status } = context.res;
    // As it was sent: decoded, it could hold lines of its own.
    const path = new URL(url).pathname;
    const name = client?.name ? ` ${client.name}` : "";
    const write = (more = "") => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      log(`${status} ${method} ${path} ${seconds} s ${requestId}${name}${more}`);
    };
    if (streamEnd) void streamEnd.then((end) => write(` stream=${end}`));
    else write();
  };
}
