/**
 * `classifier`: what a sequence classifier makes of a text.
 *
 * @module
 */
import { z } from "zod";
import type { Classifiers } from "../model/classifier/classifiers.ts";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { assessed, defineReward, type Judgement } from "./reward.ts";
import { counted, listed } from "./text/wording.ts";

export const classifier = defineReward({
  type: "classifier",
  description:
    "The probability that an ONNX sequence classifier (`config.json` with `id2label`, `tokenizer.json`, the graph; a folder beside the language models' packages) gives to one of its labels. For finished texts; one that is longer than the classifier reads at once is read in overlapping windows, the worst of which counts, and the judgement says so.",
  schema: rewardFieldsSchema.extend({
    type: z.literal("classifier"),
    model: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/iu)
      .meta({ description: "The classifier's folder." }),
    label: z.string().min(1).max(100).meta({ description: "One of its labels." }),
    direction: z.enum(["maximise", "minimise"]).default("maximise").meta({
      description: "Whether the label should be probable or improbable.",
    }),
    threshold: z.number().min(0.01).max(0.99).default(0.5).meta({
      description:
        "From where on the probability is high enough, or up to where it is low enough; beyond, the value falls with it, to 0.",
    }),
    on_error: z.enum(["fail", "ignore"]).default("fail").meta({
      description:
        "Where the classifier fails while it reads: whether the request fails (503), or the text is taken as satisfying, and the judgement says so.",
    }),
  }),

  example: { type: "classifier", model: "my-tone-classifier", label: "polite" },
  guides: [],
  cost: "a pass of the classifier",

  async prepare({ model, label, direction, threshold, on_error }, { textModels: { classifiers } }) {
    const place = await placeOf(classifiers, model, label);
    const judge = assessed(async ({ text }): Promise<Judgement> => {
      const windows = await classifiers?.classify(model, text).catch((cause: unknown) => {
        if (on_error === "ignore") return null;
        throw new TillerError("model_unavailable", `the classifier ${model} failed`, {
          cause,
          retryAfter: 5,
        });
      });
      if (!windows) return { value: 1, measure: null, explain: "not judged: the classifier failed" };
      const probabilities = windows.map((labels) => labels[place] ?? 0);
      const isHigh = direction === "maximise";
      const probability = isHigh ? Math.min(...probabilities) : Math.max(...probabilities);
      const reached = isHigh ? probability / threshold : (1 - probability) / (1 - threshold);
      const bound = `${isHigh ? "at least" : "at most"} ${threshold} is wanted`;
      const inWindows = windows.length > 1 ? `, in the worst of ${counted(windows.length, "windows")}` : "";
      return {
        value: Math.min(1, reached),
        measure: probability,
        explain: `${label} ${probability.toFixed(3)}${inWindows}, ${bound}`,
      };
    });
    return { ...judge, work: 1 };
  },
});

/** @throws TillerError `invalid_request` where there is no such classifier, or it has no such label */
async function placeOf(classifiers: Classifiers | null, model: string, label: string): Promise<number> {
  const labels = await classifiers?.labels(model);
  if (!labels) {
    throw new TillerError("invalid_request", `there is no classifier ${JSON.stringify(model)}`, {
      param: "/model",
    });
  }
  const place = labels.indexOf(label);
  if (place !== -1) return place;
  throw new TillerError("invalid_request", `${model} has the labels ${listed(labels, "and")}`, {
    param: "/label",
  });
}
