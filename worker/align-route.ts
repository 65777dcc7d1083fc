/**
 * `POST /v1/align`
 *
 * @module
 */
import { Hono } from "hono";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { alignRequestSchema } from "../src/spec/request.ts";
import { readJson, requireJson } from "./body.ts";
import type { Engine } from "./engine.ts";
import { streamEvents } from "./event-stream.ts";

/** @param maxBytes - most a body may have */
export function alignRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post("/v1/align", requireJson, async (context) => {
    const request = parseOrRefuse(alignRequestSchema, await readJson(context.req.raw, maxBytes));
    if (request.stream) {
      return streamEvents(context, (signal, observer) => engine.align(request, signal, observer));
    }
    return context.json(await engine.align(request, context.req.raw.signal));
  });
  return route;
}
