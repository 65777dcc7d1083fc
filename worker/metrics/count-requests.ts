/**
 * Counts each request, once it is answered.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { ServiceMetrics } from "./service-metrics.ts";

export function countRequests(metrics: ServiceMetrics): MiddlewareHandler {
  return async (context, next) => {
    const begun = performance.now();
    await next();
    // By the route's pattern: there is no end of paths. What no route answers is one more.
    const route = matchedRoutes(context).findLast(({ method, path }) => method !== "ALL" && path !== "/*");
    const seconds = (performance.now() - begun) / 1000;
    metrics.countRequest(route?.path ?? "none", context.req.method, context.res.status, seconds);
  };
}
