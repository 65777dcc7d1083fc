/**
 * The HTTP API over an engine. It knows neither Durable Objects nor assets, so it runs anywhere Hono does.
 *
 * @module
 */
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { alignRoute } from "./align-route.ts";
import { drainBody } from "./body.ts";
import type { Engine } from "./engine.ts";
import { notFound, onError, wrongMethod } from "./errors.ts";
import type { Guards } from "./guards/guards.ts";
import { requireKey } from "./guards/require-key.ts";
import { requireMetricsKey } from "./guards/require-metrics-key.ts";
import { healthRoute } from "./health-route.ts";
import { countRequests } from "./metrics/count-requests.ts";
import { metricsRoute } from "./metrics-route.ts";
import { modelsRoute } from "./models-route.ts";
import { openAiRoutes } from "./openai/openai-routes.ts";
import { openApiRoute } from "./openapi-route.ts";
import { pagesRoute, type ReadPageFile } from "./pages-route.ts";
import { logRequests } from "./request-log.ts";
import { rewardsRoute } from "./rewards-route.ts";
import { scoreRoute } from "./score-route.ts";
import { strategiesRoute } from "./strategies-route.ts";
import { tokenizeRoute } from "./tokenize-route.ts";
import { useUsualHeaders } from "./usual-headers.ts";

/** Most bytes of a body, wherever the API is served. */
export const bodyBytes = 256 * 1024;

export interface AppOptions {
  engine: Engine;
  limits: { bodyBytes: number };
  guards: Guards;
  /** Told of each request in one line. */
  log?: (line: string) => void;
  /** Where the files of the pages are; without it there are none. */
  readPageFile?: ReadPageFile;
}

/** Puts the API together. */
export function createApp({ engine, limits, guards, log, readPageFile }: AppOptions): Hono {
  const app = new Hono();
  app.onError(onError);
  app.notFound(notFound);
  app.use(countRequests(engine.metrics));
  if (log) app.use(logRequests(log));
  useUsualHeaders(app, guards.origins);
  app.use(drainBody);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: wrongMethod }));
  app.use("/v1/*", requireKey(guards.keys));
  app.use("/metrics", requireMetricsKey(guards));
  app.route("/", alignRoute(engine, limits.bodyBytes));
  app.route("/", openAiRoutes(engine, limits.bodyBytes));
  app.route("/", modelsRoute(engine));
  app.route("/", scoreRoute(engine, limits.bodyBytes));
  app.route("/", tokenizeRoute(engine, limits.bodyBytes));
  app.route("/", rewardsRoute());
  app.route("/", strategiesRoute());
  app.route("/", healthRoute(engine, guards.keys));
  app.route("/", metricsRoute(engine));
  app.route("/", openApiRoute(app));
  if (readPageFile) app.route("/", pagesRoute(readPageFile));
  return app;
}
