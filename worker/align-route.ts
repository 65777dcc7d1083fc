/**
 * `POST /v1/align`
 *
 * @module
 */
import { Hono } from "hono";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { alignRequestSchema } from "../src/spec/request.ts";
import { alignmentSchema } from "../src/spec/result.ts";
import { readJson, requireJson } from "./body.ts";
import type { Engine } from "./engine.ts";
import { described, workErrors } from "./openapi/describe.ts";

const describedHere = described({
  summary: "The best answer to a prompt, by rewards and within a budget",
  description: "Send `prompt` or `messages`.",
  body: alignRequestSchema,
  answer: alignmentSchema,
  errors: [...workErrors, "unsatisfied", "upstream_refused", "upstream_unavailable"],
});

/** @param maxBytes - most a body may have */
export function alignRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post("/v1/align", describedHere, requireJson, async (context) => {
    const request = parseOrRefuse(alignRequestSchema, await readJson(context.req.raw, maxBytes));
    return context.json(
      await engine.align(request, { client: context.var.client, signal: context.req.raw.signal }),
    );
  });
  return route;
}
