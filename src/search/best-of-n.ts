/**
 * `best_of_n`: many samples, the best of them by the rewards.
 *
 * @module
 */
import { z } from "zod";
import { samplingShape } from "../decode/sampling.ts";
import { drawSamples } from "./drawn-samples.ts";
import { defineStrategy } from "./strategy.ts";

export const bestOfN = defineStrategy({
  name: "best_of_n",
  description: "Draws n samples side by side and returns the best by the rewards (rejection sampling).",
  use: "For rewards that the model meets by itself now and then.",
  schema: z.strictObject({
    strategy: z.literal("best_of_n"),
    n: z.int().min(1).max(64).default(8).meta({ description: "How many samples to draw." }),
    ...samplingShape,
  }),
  mostAnswers: ({ n }) => n,

  async run(search, { n, ...sampling }) {
    await drawSamples(search, n, sampling);
    return "complete";
  },
});
