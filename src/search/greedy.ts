/**
 * `greedy`: the most probable token, again and again.
 *
 * @module
 */
import { z } from "zod";
import { greedyPath } from "./greedy-path.ts";
import { defineStrategy } from "./strategy.ts";

export const greedy = defineStrategy({
  name: "greedy",
  description:
    "The most probable token at each step: the plain model's answer. Only hard rewards that are constructive are kept to; the others judge the result.",
  use: "To see what the plain model says, and for rewards that hold by construction.",
  schema: z.strictObject({ strategy: z.literal("greedy") }),
  mostAnswers: () => 1,

  async run(search) {
    const path = await greedyPath(search, search.rules);
    await search.answers.offer(path);
    return "complete";
  },
});
