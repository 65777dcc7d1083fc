/**
 * `POST /v1/score`
 *
 * @module
 */
import { Hono } from "hono";
import { parseOrRefuse } from "../src/spec/parse.ts";
import { scoreRequestSchema, scoresSchema } from "../src/spec/score.ts";
import { readJson, requireJson } from "./body.ts";
import type { Engine } from "./engine.ts";
import { described, workErrors } from "./openapi/describe.ts";

/** @param maxBytes - most a body may have */
export function scoreRoute(engine: Engine, maxBytes: number): Hono {
  const route = new Hono();
  route.post(
    "/v1/score",
    described({
      summary: "What given texts are worth",
      description:
        "Each text is scored as an answer to the prompt, by the rewards and by how likely the model finds it. The prompt and what texts have in common are computed once.",
      body: scoreRequestSchema,
      answer: scoresSchema,
      errors: [...workErrors, "exhausted"],
    }),
    requireJson,
    async (context) => {
      const request = parseOrRefuse(scoreRequestSchema, await readJson(context.req.raw, maxBytes));
      return context.json(
        await engine.score(request, { client: context.var.client, signal: context.req.raw.signal }),
      );
    },
  );
  return route;
}
