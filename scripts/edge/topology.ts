/**
 * The Workers that a model spans at the edge: one for each layer stage, one for the encoder of texts, and the front that
 * calls them.
 *
 * @module
 */
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { readEncoderManifest } from "../../src/model/encoder/encoder-manifest.ts";
import type { PackagedGraph } from "../../src/model/manifest.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { folderReader } from "../../src/runtime/node.ts";
import type { PackageReader } from "../../src/runtime/platform.ts";
import { bindingName } from "../../worker/stage-binding.ts";
import { packageBucket } from "../package-bucket.ts";
import { root } from "../run-tool.ts";

export interface EdgeWorker {
  name: string;
  /**
   * Files that it serves to itself: of each package, by its folder under `models`, their paths in it. None where
   * packages are in a bucket.
   */
  files: Record<string, string[]>;
  /** Whether it serves the pages, too. */
  servesPages: boolean;
  /** What wrangler is told, paths relative to the repository's root. */
  config: Record<string, unknown>;
}

export interface Topology {
  /** What the front calls: the stages in their order, then the encoder, if there is one. */
  called: EdgeWorker[];
  front: EdgeWorker;
}

/** What the others take over from the front's configuration. */
const shared = [
  "account_id",
  "compatibility_date",
  "compatibility_flags",
  "send_metrics",
  "rules",
  "limits",
  "observability",
];

const assets = { binding: "ASSETS", run_worker_first: true, html_handling: "none" };

/**
 * Made from the front's configuration and the manifests of the model and the encoder that it names.
 *
 * @param path - of the configuration
 */
export async function readTopology(path: string): Promise<Topology> {
  const { rawConfig } = readRawConfig({ config: path });
  // The assets are written here, for each Worker its own.
  const { build: _build, ...all }: Record<string, unknown> = { ...rawConfig };
  const bucket = packageBucket(rawConfig);
  const inherited = {
    ...Object.fromEntries(shared.map((key) => [key, all[key]])),
    ...(bucket ? { r2_buckets: [bucket] } : { assets }),
  };
  const unlessInBucket = (files: EdgeWorker["files"]) => (bucket ? {} : files);
  const model = String(rawConfig.vars?.DEFAULT_MODEL);
  const encoder = rawConfig.vars?.ENCODER === undefined ? null : String(rawConfig.vars.ENCODER);
  const name = String(rawConfig.name);
  const manifest = await readManifest(readerOf(model));
  const { tokenizer, chatTemplate, heads, front } = manifest;
  const nameOf = (part: string) => `${name}-${part}`;

  const stages = manifest.stages.map((stage) => ({
    name: nameOf(stage.name),
    files: unlessInBucket({ [model]: ["manifest.json", ...filesOf(stage)] }),
    servesPages: false,
    config: calledConfig(inherited, nameOf(stage.name), "worker/stage.ts", {
      MODEL: model,
      STAGE: stage.name,
    }),
  }));
  const encoders =
    encoder === null
      ? []
      : [
          {
            name: nameOf("encoder"),
            files: unlessInBucket({ [encoder]: await encoderFiles(encoder) }),
            servesPages: false,
            config: calledConfig(inherited, nameOf("encoder"), "worker/encoder.ts", { MODEL: encoder }),
          },
        ];
  return {
    called: [...stages, ...encoders],
    front: {
      name,
      files: unlessInBucket({
        [model]: [
          "manifest.json",
          tokenizer.path,
          ...(chatTemplate ? [chatTemplate.path] : []),
          ...heads.map(({ path }) => path),
          ...filesOf(front),
        ],
        // By which the front knows whether the encoder's Worker has the same package.
        ...(encoder !== null && { [encoder]: ["manifest.json"] }),
      }),
      servesPages: true,
      config: {
        ...all,
        vars: { ...rawConfig.vars, TOPOLOGY: "apart" },
        assets,
        services: [
          ...manifest.stages.map(({ name }) => ({ binding: bindingName(name), service: nameOf(name) })),
          ...encoders.map(({ name }) => ({ binding: "ENCODER_WORKER", service: name })),
        ],
      },
    },
  };
}

async function encoderFiles(encoder: string): Promise<string[]> {
  const { tokenizer, graph } = await readEncoderManifest(readerOf(encoder));
  return ["manifest.json", tokenizer.path, ...graph.parts.map(({ path }) => path)];
}

function calledConfig(inherited: object, name: string, main: string, vars: object) {
  return {
    ...inherited,
    name,
    main,
    // Only the front has an address.
    workers_dev: false,
    vars,
  };
}

function readerOf(name: string): PackageReader {
  return folderReader(join(root, "models", name));
}

function filesOf({ graph, weights }: PackagedGraph): string[] {
  return [graph.path, ...weights.parts.map(({ path }) => path)];
}
