/**
 * `similarity`: how near a text comes to others in what it means.
 *
 * @module
 */
import { z } from "zod";
import { cosine } from "../model/encoder/cosine.ts";
import type { TextEncoding } from "../model/encoder/text-encoder.ts";
import { rewardFieldsSchema } from "../spec/reward-fields.ts";
import { text } from "../spec/text.ts";
import { TillerError } from "../spec/tiller-error.ts";
import { assessed, defineReward, type Judgement } from "./reward.ts";
import { counted } from "./text/wording.ts";

/** Of the work that is capped over a request: a text of 4,000 characters takes the encoder some 200 ms. */
const workPerText = 30;

const references = z.union([
  text({ max: 4000 }),
  z
    .array(text({ max: 4000 }))
    .min(1)
    .max(16),
]);

export const similarity = defineReward({
  type: "similarity",
  description:
    "What the text is about, by the cosine between vectors that a sentence encoder makes of texts: near to a topic or a reference, or far from others. For finished texts; a text that is longer than the encoder reads at once is read in overlapping windows, and the judgement says so.",
  schema: rewardFieldsSchema
    .extend({
      type: z.literal("similarity"),
      to: references.optional().meta({ description: "Come near to one of these." }),
      not_to: references.optional().meta({ description: "Come near to none of these." }),
      min: z.number().min(0.01).max(1).default(0.5).meta({
        description: "The cosine to the nearest of `to` from which on it is near enough.",
      }),
      max: z.number().min(0).max(0.99).default(0.4).meta({
        description: "The cosine to the nearest of `not_to` up to which it is far enough.",
      }),
    })
    .refine(({ to, not_to }) => to !== undefined || not_to !== undefined, {
      message: "needs to or not_to",
      path: ["to"],
    }),

  example: { type: "similarity", to: "A sailing boat in a storm at sea." },
  guides: [],
  cost: "a pass of the encoder, some 20 ms",

  prepare({ to = [], not_to = [], min, max }, { textModels: { encoder: load } }) {
    if (!load) {
      throw new TillerError("invalid_request", "needs a sentence encoder, which is not to be had here", {
        param: "/type",
      });
    }
    // Not before there is a text to compare them with: other rewards may refuse the request.
    let references: { near: Float32Array[]; far: Float32Array[] } | undefined;
    const judge = assessed(async ({ text }): Promise<Judgement> => {
      const encoder = await load();
      references ??= { near: await vectorsOf(encoder, to), far: await vectorsOf(encoder, not_to) };
      const { near, far } = references;
      const { vector, windows } = await encoder.encode(text);
      const [towards, away] = [near, far].map((vectors) =>
        highest(vectors.map((other) => cosine(vector, other))),
      );
      const parts = [
        ...(towards === undefined
          ? []
          : [
              {
                value: share(towards, min),
                explain: `${round(towards)} to what it should be, at least ${min} is wanted`,
              },
            ]),
        ...(away === undefined
          ? []
          : [
              {
                value: share(1 - away, 1 - max),
                explain: `${round(away)} to what it should not be, at most ${max} is wanted`,
              },
            ]),
      ];
      const inWindows = windows > 1 ? `, read in ${counted(windows, "windows")}` : "";
      return {
        value: Math.min(...parts.map(({ value }) => value)),
        measure: towards ?? away ?? null,
        explain: `${parts.map(({ explain }) => explain).join("; ")}${inWindows}`,
      };
    });
    return { ...judge, work: workPerText * (textsIn(to).length + textsIn(not_to).length) };
  },
});

async function vectorsOf(encoder: TextEncoding, texts: string | readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of textsIn(texts)) vectors.push((await encoder.encode(text)).vector);
  return vectors;
}

function textsIn(texts: string | readonly string[]): readonly string[] {
  return typeof texts === "string" ? [texts] : texts;
}

function highest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}

/** Of what is wanted, at most 1. */
function share(reached: number, wanted: number): number {
  return Math.max(0, Math.min(1, reached / wanted));
}

function round(value: number): string {
  return value.toFixed(2);
}
