/**
 * `POST /v1/tokenize`
 *
 * @module
 */
import { Hono } from "hono";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { tokenizeRequestSchema, tokensSchema } from "../src/spec/tokenize.ts";
import { readJson, requireJson } from "./body.ts";
import type { Engine } from "./engine.ts";
import { described } from "./openapi/describe.ts";

/** @param maxBytes - most a body may have */
export function tokenizeRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post(
    "/v1/tokenize",
    described({
      summary: "A text in the model's tokens",
      description: "Counts as a budget's `forward_tokens` does.",
      body: tokenizeRequestSchema,
      answer: tokensSchema,
      errors: ["model_not_found", "model_unavailable", "overloaded"],
    }),
    requireJson,
    async (context) => {
      const request = parseOrRefuse(tokenizeRequestSchema, await readJson(context.req.raw, maxBytes));
      return context.json(
        await engine.tokenize(request, { client: context.var.client, signal: context.req.raw.signal }),
      );
    },
  );
  return route;
}
