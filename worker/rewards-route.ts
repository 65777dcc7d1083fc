/**
 * `GET /v1/rewards`
 *
 * @module
 */
import { Hono } from "hono";
import { catalogue } from "../src/reward/catalogue.ts";

/** Lists the kinds of reward that a request may ask for, each with its schema. */
export function rewardsRoute(): Hono {
  const route = new Hono();
  route.get("/v1/rewards", (context) =>
    context.json({
      object: "list",
      data: catalogue().map(({ type, ...entry }) => ({ id: type, object: "reward", ...entry })),
    }),
  );
  return route;
}
