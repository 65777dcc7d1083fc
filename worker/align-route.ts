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

/** @param maxBytes - most a body may have */
export function alignRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post("/v1/align", requireJson, async (context) => {
    const request = parseOrRefuse(alignRequestSchema, await readJson(context.req.raw, maxBytes));
    return context.json(
      await engine.align(request, { client: context.var.client, signal: context.req.raw.signal }),
    );
  });
  return route;
}
