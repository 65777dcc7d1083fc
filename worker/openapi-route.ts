/**
 * `GET /openapi.json`
 *
 * @module
 */
import { Hono } from "hono";
import { z } from "zod";
import { described, describedRoutes } from "./openapi/describe.ts";
import { openApiDocument } from "./openapi/document.ts";

/** Describes all routes of an app, those too that it gets later. */
export function openApiRoute(app: Hono): Hono {
  let text: string | undefined;
  const route = new Hono();
  route.get(
    "/openapi.json",
    described({ summary: "This description, as OpenAPI 3.1", answer: z.looseObject({}) }),
    (context) => {
      text ??= JSON.stringify(openApiDocument(describedRoutes(app)));
      return context.body(text, 200, { "content-type": "application/json" });
    },
  );
  return route;
}
