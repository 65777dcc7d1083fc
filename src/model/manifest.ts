/**
 * The manifest of a model package: what `models/NAME/manifest.json` says about the graphs, weights and
 * tokenizer beside it. Written by `models/convert`, read by the package loader; this schema is the only
 * definition of either side.
 *
 * @module
 */
import { z } from "zod";

const tokenId = z.int().nonnegative();

/** A file of the package: its path inside the folder, its size in bytes and its SHA-256 in lower-case hex. */
export const packageFileSchema = z.strictObject({
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One ONNX graph with the weights it refers to as external data. */
export const graphSchema = z.strictObject({
  graph: packageFileSchema,
  /** The `location` the graph's external tensors name, and the parts that, joined in order, are its bytes. */
  weights: z.strictObject({ location: z.string().min(1), parts: z.array(packageFileSchema).min(1) }),
});

/** A stage holds the layers `firstLayer` to `lastLayer`, both included. */
export const layerStageSchema = graphSchema.extend({
  name: z.string().min(1),
  firstLayer: z.int().nonnegative(),
  lastLayer: z.int().nonnegative(),
  /** Layers in this stage whose normed attention input is also an output, `tap.<layer>` [S, hidden]. */
  taps: z.array(z.int().nonnegative()),
});

export const manifestSchema = z.strictObject({
  format: z.literal("tiller-model/1"),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  license: z.strictObject({ spdx: z.string().min(1), file: packageFileSchema }),
  source: z.strictObject({ file: z.string().min(1), sha256: z.string() }),
  /** `int8`: row-wise activations, per-output-channel weights; `fp32`: no quantisation, for comparison. */
  precision: z.enum(["int8", "fp32"]),
  architecture: z.strictObject({
    family: z.literal("llama"),
    layers: z.int().positive(),
    hidden: z.int().positive(),
    queryHeads: z.int().positive(),
    keyValueHeads: z.int().positive(),
    headDimension: z.int().positive(),
    feedForward: z.int().positive(),
    vocabulary: z.int().positive(),
    ropeTheta: z.number().positive(),
    normEpsilon: z.number().positive(),
  }),
  /** Most positions a path may have: the length of the rotary caches in the graphs. */
  context: z.int().positive(),
  specialTokens: z.strictObject({
    begin: tokenId.nullable(),
    /** Tokens that end an answer. */
    end: z.array(tokenId).min(1),
    padding: tokenId.nullable(),
  }),
  tokenizer: packageFileSchema,
  /** A Jinja chat template; a package without one serves raw prompts only. */
  chatTemplate: packageFileSchema.nullable(),
  front: graphSchema,
  stages: z.array(layerStageSchema).min(1),
  /** Reward heads, trained on this very package's states; written by `npm run train-heads`. */
  heads: z.array(packageFileSchema).default([]),
});

/** The indices of a stage's layers. */
export function layersOf({ firstLayer, lastLayer }: { firstLayer: number; lastLayer: number }): number[] {
  return Array.from({ length: lastLayer - firstLayer + 1 }, (_, offset) => firstLayer + offset);
}

export type PackageFile = z.infer<typeof packageFileSchema>;
export type PackagedGraph = z.infer<typeof graphSchema>;
export type PackagedStage = z.infer<typeof layerStageSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type Architecture = Manifest["architecture"];
