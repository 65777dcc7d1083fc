/**
 * From a GGUF file to a model package.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Manifest } from "../../src/model/manifest.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { calibrate } from "./calibrate.ts";
import { calibrationSequences } from "./calibration-text.ts";
import { spdxOf } from "./license.ts";
import { openLlamaSource } from "./llama-source.ts";
import type { ConvertOptions } from "./options.ts";
import { requireReplaceable } from "./package-folder.ts";
import { smoothed } from "./smoothing.ts";
import { type PackageOptions, planStages, writePackage } from "./write-package.ts";

/** Converts as `options` say; all that can be refused is refused before the first slow step. */
export async function convert(
  options: ConvertOptions,
  progress: (message: string) => void = () => {},
): Promise<Manifest> {
  requireReplaceable(options.out);
  progress(`reading ${options.source}`);
  const source = await openLlamaSource(options.source);
  const stages = planStages(source.architecture.layers, options.stages, options.taps);
  const tokenizer = readTokenizer(options.tokenizer, source.architecture.vocabulary);
  const text = readFileSync(options.license);
  const packageOptions: PackageOptions = {
    name: options.name,
    precision: options.precision,
    stages,
    tokenizer,
    license: { spdx: spdxOf(text.toString("utf8")), text },
    progress: (file) => progress(`writing ${file}`),
  };
  if (options.precision === "fp32") return writePackage(options.out, source, packageOptions);
  const sequences = calibrationSequences(source, tokenizer);
  const maxima = await calibrate(source, stages, sequences, progress);
  return writePackage(options.out, source, packageOptions, smoothed(source, maxima));
}

const tokenizerSchema = z.object({
  model: z.object({ vocab: z.record(z.string(), z.int().nonnegative()) }),
  added_tokens: z.array(z.object({ id: z.int().nonnegative() })).default([]),
});

/** The bytes of a tokenizer.json whose ids the model knows. */
function readTokenizer(path: string, vocabulary: number): Uint8Array {
  const bytes = readFileSync(path);
  const { model, added_tokens: added } = parseTokenizer(path, bytes);
  const ids = [...Object.values(model.vocab), ...added.map((token) => token.id)];
  const greatest = ids.reduce((a, b) => Math.max(a, b), -1);
  if (greatest >= vocabulary) {
    throw new TillerError(
      "invalid_request",
      `${path}: has token ${greatest}, the model only 0 to ${vocabulary - 1}`,
    );
  }
  return bytes;
}

function parseTokenizer(path: string, bytes: Uint8Array): z.infer<typeof tokenizerSchema> {
  try {
    return tokenizerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new TillerError("invalid_request", `${path}: not a tokenizer.json with a vocabulary`, {
      cause: error,
    });
  }
}
