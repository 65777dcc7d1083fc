/**
 * A tiny model package for tests: two layers of seeded random weights, written by the converter's writer.
 *
 * @module
 */
import type { Architecture, Manifest } from "../../src/model/manifest.ts";
import type { ModelSource } from "./model-source.ts";
import { tinyTokenizer } from "./tiny-tokenizer.ts";
import { tinyFront, tinyLayer } from "./tiny-weights.ts";
import { type PackageOptions, type PreparedWeights, planStages, writePackage } from "./write-package.ts";

export interface TinyOptions {
  /** Another seed is another model. */
  readonly seed?: number;
  readonly precision?: Manifest["precision"];
  readonly stages?: 1 | 2;
  /** 4 and 2 where nothing is said. */
  readonly heads?: { readonly query: number; readonly keyValue: number };
}

const chatTemplate =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/** The tiny model: hidden 64, two layers, some 480 tokens, context 512, ChatML; token 2 (`<|im_end|>`) ends. */
export function tinySource(seed = 1, heads = { query: 4, keyValue: 2 }): ModelSource {
  const vocabulary = tinyTokenizer();
  const architecture: Architecture = {
    family: "llama",
    layers: 2,
    hidden: 64,
    queryHeads: heads.query,
    keyValueHeads: heads.keyValue,
    headDimension: 16,
    feedForward: 128,
    vocabulary: vocabulary.tokens.length,
    ropeTheta: 10_000,
    normEpsilon: 1e-5,
  };
  return {
    architecture,
    context: 512,
    specialTokens: { begin: null, end: [2], padding: 0 },
    chatTemplate,
    origin: { file: `tiny, seed ${seed}`, sha256: "" },
    layer: (index) => tinyLayer(architecture, seed, index),
    front: () => tinyFront(vocabulary, architecture.hidden, seed),
  };
}

/** How {@link writeTinyPackage} packages the tiny model; `tap.1` is an output. */
export function tinyPackageOptions({ precision = "int8", stages = 2 }: TinyOptions = {}): PackageOptions {
  return {
    name: "tiny",
    precision,
    stages: planStages(2, stages, [1]),
    tokenizer: tinyTokenizer().json,
    license: { spdx: "MIT", text: new TextEncoder().encode("Random weights, part of Tiller: MIT.\n") },
  };
}

/** Writes the tiny model's package to `folder` in milliseconds, by default int8 (unsmoothed) in two stages. */
export function writeTinyPackage(
  folder: string,
  options: TinyOptions = {},
  prepared?: PreparedWeights,
): Manifest {
  return writePackage(folder, tinySource(options.seed, options.heads), tinyPackageOptions(options), prepared);
}
