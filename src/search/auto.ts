/**
 * `auto`: the strategy that fits the request.
 *
 * @module
 */
import { z } from "zod";
import { deal } from "./deal.ts";
import { greedy } from "./greedy.ts";
import { defineStrategy } from "./strategy.ts";

export const auto = defineStrategy({
  name: "auto",
  description:
    "`deal` with its defaults where there are rewards to search for, `greedy` where there are none.",
  schema: z.strictObject({ strategy: z.literal("auto") }),
  mostAnswers: () => 1,

  run: (search) =>
    search.hasRewards
      ? deal.run(search, deal.schema.parse({ strategy: "deal" }))
      : greedy.run(search, { strategy: "greedy" }),
});
