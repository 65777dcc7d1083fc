/**
 * `sample`: tokens drawn at random.
 *
 * @module
 */
import { z } from "zod";
import { samplingShape } from "../decode/sampling.ts";
import { drawSamples } from "./drawn-samples.ts";
import { defineStrategy } from "./strategy.ts";

export const sample = defineStrategy({
  name: "sample",
  description:
    "As many samples as answers are wanted, each drawn token by token; only hard rewards that are constructive are kept to.",
  use: "For several different answers, cheaply.",
  schema: z.strictObject({ strategy: z.literal("sample"), ...samplingShape }),
  mostAnswers: () => 16,

  async run(search, sampling) {
    await drawSamples(search, search.wanted, sampling);
    return "complete";
  },
});
