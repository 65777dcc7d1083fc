/**
 * From a source of weights to a model package: prepare, write graphs, describe them in a manifest.
 *
 * @module
 */
import { layersOf, type Manifest, type PackagedStage } from "../../src/model/manifest.ts";
import { TillerError } from "../../src/spec/tiller-error.ts";
import { floatProducts } from "./float-products.ts";
import { frontGraph, type PreparedFront } from "./front-graph.ts";
import { int8Products } from "./int8-products.ts";
import { layerGraph, type PreparedLayer, type StagePlan } from "./layer-graph.ts";
import { scaleColumns } from "./matrix.ts";
import type { LayerWeights, ModelSource } from "./model-source.ts";
import { PackageFolder } from "./package-folder.ts";

export interface PackageOptions {
  readonly name: string;
  readonly precision: Manifest["precision"];
  readonly stages: readonly StagePlan[];
  readonly tokenizer: Uint8Array;
  readonly license: { readonly spdx: string; readonly text: Uint8Array };
  /** Called with each file group as it is begun. */
  readonly progress?: (message: string) => void;
}

/** Layers and front as the graphs are to hold them: as the source has them, or smoothed. */
export interface PreparedWeights {
  layer(index: number): PreparedLayer;
  front(): PreparedFront;
}

/** The weights as the source has them, nothing folded in. */
export function unchanged(source: ModelSource): PreparedWeights {
  return {
    layer: (index) => {
      const weights = source.layer(index);
      return { weights, tapScale: null, greatestValue: greatestValueOf(weights) };
    },
    front: () => ({ weights: source.front(), embeddingScale: null }),
  };
}

/** Four standard deviations of the values, were the normed inputs independent: an estimate without calibration. */
function greatestValueOf({ value, attentionNorm }: LayerWeights): number {
  const { rows, columns, values } = scaleColumns(value, attentionNorm);
  const variances = Array.from({ length: rows }, (_, row) =>
    values.subarray(row * columns, (row + 1) * columns).reduce((sum, weight) => sum + weight * weight, 0),
  );
  return 4 * Math.sqrt(Math.max(...variances));
}

/** Writes the package of `source` to `folder`, whole or not at all, and returns its manifest. */
export function writePackage(
  folder: string,
  source: ModelSource,
  options: PackageOptions,
  prepared: PreparedWeights = unchanged(source),
): Manifest {
  const target = new PackageFolder(folder);
  try {
    const manifest = writeFiles(target, source, options, prepared);
    target.finish(manifest);
    return manifest;
  } finally {
    target.discard();
  }
}

function writeFiles(
  target: PackageFolder,
  source: ModelSource,
  options: PackageOptions,
  prepared: PreparedWeights,
): Manifest {
  const precision = options.precision === "int8" ? int8Products : floatProducts;
  options.progress?.("front");
  const front = frontGraph(source.architecture, prepared.front(), precision);
  const packagedFront = target.writeGraph("front", front.build());
  const stages = options.stages.map((plan): PackagedStage => {
    options.progress?.(plan.name);
    const graph = layerGraph(source, plan, layersOf(plan).map(prepared.layer), precision);
    const { name, firstLayer, lastLayer, taps } = plan;
    return { name, firstLayer, lastLayer, taps: [...taps], ...target.writeGraph(name, graph.build()) };
  });
  const template = source.chatTemplate;
  return {
    format: "tiller-model/1",
    name: options.name,
    license: { spdx: options.license.spdx, file: target.write("LICENSE", options.license.text) },
    source: source.origin,
    precision: options.precision,
    architecture: source.architecture,
    context: source.context,
    specialTokens: source.specialTokens,
    tokenizer: target.write("tokenizer.json", options.tokenizer),
    chatTemplate:
      template === null ? null : target.write("chat_template.jinja", new TextEncoder().encode(template)),
    front: packagedFront,
    stages,
    heads: [],
  };
}

/** Cuts `layers` layers into `count` stages of as equal length as can be, and gives each its taps. */
export function planStages(layers: number, count: number, taps: readonly number[]): StagePlan[] {
  if (!Number.isInteger(count) || count < 1 || count > layers) {
    throw new TillerError("invalid_request", `--stages ${count}: must be 1 to ${layers}, the model's layers`);
  }
  const outside = taps.find((tap) => !Number.isInteger(tap) || tap < 0 || tap >= layers);
  if (outside !== undefined) {
    throw new TillerError("invalid_request", `--taps ${outside}: the model's layers are 0 to ${layers - 1}`);
  }
  const digits = String(layers - 1).length;
  const label = (layer: number) => String(layer).padStart(digits, "0");
  return Array.from({ length: count }, (_, stage) => {
    const firstLayer = Math.round((stage * layers) / count);
    const lastLayer = Math.round(((stage + 1) * layers) / count) - 1;
    return {
      name: `layers-${label(firstLayer)}-${label(lastLayer)}`,
      firstLayer,
      lastLayer,
      taps: taps.filter((tap) => tap >= firstLayer && tap <= lastLayer).toSorted((a, b) => a - b),
    };
  });
}
