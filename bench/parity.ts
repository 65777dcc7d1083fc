/**
 * `npm run bench -- parity --ids FILE --source GGUF [--golden FILE] [--package FOLDER] [--json FILE]`: how
 * near the package is to the float32 graph of the same source, and that graph to a reference's figures.
 *
 * All in WASM: native ONNX Runtime saturates u8×s8 products on some CPUs.
 *
 * @module
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openLlamaSource } from "../models/convert/llama-source.ts";
import { planStages, writePackage } from "../models/convert/write-package.ts";
import { type LoadedModel, loadPackage } from "../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { parseOptions, writeJson } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { compareOnSequences, compareWithGolden, goldenSchema } from "./parity-measures.ts";
import { formatTable } from "./report/table.ts";

/** A figure, what it must reach, and whether it does; null where there is nothing to reach. */
interface Line {
  readonly name: string;
  readonly value: number;
  readonly target: string;
  readonly met: boolean | null;
}

const idsSchema = z.array(z.array(z.int().nonnegative()).min(2)).min(1);

export async function run(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    ids: { type: "string" },
    source: { type: "string" },
    golden: { type: "string" },
    package: { type: "string", default: "models/smollm2-135m-instruct" },
    json: { type: "string" },
  });
  if (options.ids === undefined || options.source === undefined) {
    throw new CommandError("parity needs --ids FILE and --source GGUF");
  }
  const sequences = idsSchema.parse(JSON.parse(await readFile(options.ids, "utf8")));
  const golden = options.golden
    ? goldenSchema.parse(JSON.parse(await readFile(options.golden, "utf8")))
    : undefined;
  const candidate = await loadPackage(folderReader(options.package), nodePlatform);
  const reference = await floatModel(options.source, candidate);
  const near = await compareOnSequences(reference, candidate, sequences);
  const ratio = near.candidatePerplexity / near.referencePerplexity - 1;
  const lines: Line[] = [
    { name: "tokens compared", value: near.tokens, target: "", met: null },
    { name: "perplexity, fp32", value: near.referencePerplexity, target: "", met: null },
    { name: "perplexity, package", value: near.candidatePerplexity, target: "", met: null },
    { name: "perplexity, more by %", value: 100 * ratio, target: "±1.5", met: Math.abs(ratio) <= 0.015 },
    { name: "top-1 agreement %", value: 100 * near.agreement, target: "≥ 94", met: near.agreement >= 0.94 },
    {
      name: "KL(fp32 ‖ package) a token",
      value: near.divergence,
      target: "≤ 0.012",
      met: near.divergence <= 0.012,
    },
  ];
  if (golden) {
    const { greatestDifference, equalTexts } = await compareWithGolden(reference, golden);
    lines.push(
      {
        name: "golden: log p, max |Δ|",
        value: greatestDifference,
        target: "≤ 0.01",
        met: greatestDifference <= 0.01,
      },
      {
        name: "golden: greedy texts equal",
        value: equalTexts,
        target: `${golden.length}`,
        met: equalTexts === golden.length,
      },
    );
  }
  const cells = lines.map(({ name, value, target, met }) => [
    name,
    Number(value.toFixed(5)).toString(),
    target,
    met === null ? "" : met ? "met" : "MISSED",
  ]);
  console.log(formatTable(["parity", "value", "target", ""], cells));
  await writeJson(options.json, { package: options.package, lines });
  if (lines.some((line) => line.met === false)) process.exitCode = 1;
}

/** The float32 package of `source`, in stages like `model`'s, from a folder that is gone again. */
async function floatModel(source: string, model: LoadedModel): Promise<LoadedModel> {
  const folder = await mkdtemp(join(tmpdir(), "tiller-parity-"));
  const encoder = new TextEncoder();
  try {
    const weights = await openLlamaSource(source);
    const target = join(folder, "fp32");
    writePackage(target, weights, {
      name: "fp32",
      precision: "fp32",
      stages: planStages(weights.architecture.layers, model.manifest.stages.length, []),
      // Sequences are token ids: no tokenizer is needed, and an empty one of the right form will do.
      tokenizer: encoder.encode(JSON.stringify(noTokenizer)),
      license: { spdx: "LicenseRef-None", text: encoder.encode("A temporary file.\n") },
    });
    return await loadPackage(folderReader(target), nodePlatform);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const noTokenizer = {
  version: "1.0",
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: "BPE", vocab: {}, merges: [] },
};
