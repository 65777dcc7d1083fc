/**
 * `auto`: the strategy that fits the request.
 *
 * @module
 */
import { z } from "zod";
import { banked } from "./banked.ts";
import { deal } from "./deal.ts";
import { greedy } from "./greedy.ts";
import { defineStrategy } from "./strategy.ts";

export const auto = defineStrategy({
  name: "auto",
  description:
    "`banked` where a reward speaks about unfinished texts, `deal` where rewards can judge finished ones only or `combine` looks at all of them together (`goal`, `penalty`), `greedy` where there are none; with their defaults.",
  schema: z.strictObject({ strategy: z.literal("auto") }),
  mostAnswers: () => 1,

  run(search) {
    if (search.hasGuidance) return banked.run(search, banked.schema.parse({ strategy: "banked" }));
    if (search.hasRewards) return deal.run(search, deal.schema.parse({ strategy: "deal" }));
    return greedy.run(search, { strategy: "greedy" });
  },
});
