/**
 * `GET /v1/rewards`
 *
 * @module
 */
import { Hono } from "hono";
import { catalogue } from "../src/reward/catalogue.ts";
import { listOf, rewardEntrySchema } from "../src/spec/catalogues.ts";
import { described } from "./openapi/describe.ts";

/** Lists the kinds of reward that a request may ask for, each with its schema. */
export function rewardsRoute(): Hono {
  const route = new Hono();
  const describedHere = described({
    summary: "The rewards that can be asked for",
    answer: listOf(rewardEntrySchema),
  });
  route.get("/v1/rewards", describedHere, (context) =>
    context.json({
      object: "list",
      data: catalogue().map(({ type, ...entry }) => ({ id: type, object: "reward", ...entry })),
    }),
  );
  return route;
}
