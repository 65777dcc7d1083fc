/**
 * `GET /v1/strategies`
 *
 * @module
 */
import { Hono } from "hono";
import { strategyCatalogue } from "../src/search/catalogue.ts";
import { listOf, strategyEntrySchema } from "../src/spec/catalogues.ts";
import { described } from "./openapi/describe.ts";

/** Lists the strategies that a request may name, each with the schema of its parameters. */
export function strategiesRoute(): Hono {
  const route = new Hono();
  route.get(
    "/v1/strategies",
    described({
      summary: "The strategies that can be asked for",
      answer: listOf(strategyEntrySchema),
    }),
    (context) => context.json({ object: "list", data: strategyCatalogue() }),
  );
  return route;
}
