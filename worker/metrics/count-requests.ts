/**
 * Counts each request, once it is answered, and each stream, once it has ended.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { ServiceMetrics } from "./service-metrics.ts";

export function countRequests(metrics: ServiceMetrics): MiddlewareHandler {
  return async (context, next) => {
    const begun = performance.now();
    const elapsed = () => (performance.now() - begun) / 1000;
    await next();
    // By the route's pattern: there is no end of paths. What no route answers is one more.
    const matched = matchedRoutes(context).findLast(({ method, path }) => method !== "ALL" && path !== "/*");
    const route = matched?.path ?? "none";
    metrics.countRequest(route, context.req.method, context.res.status, elapsed());
    void context.var.streamEnd?.then((end) => metrics.countStream(route, end, elapsed()));
  };
}
