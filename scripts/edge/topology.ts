/**
 * The Workers that a model spans at the edge: one for each layer stage, and the front that calls them.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { type Manifest, manifestSchema, type PackagedGraph } from "../../src/model/manifest.ts";
import { bindingName } from "../../worker/stage-binding.ts";
import { root } from "../run-tool.ts";

export interface EdgeWorker {
  name: string;
  /** Files of the package that it serves to itself, by their path in it. */
  files: string[];
  /** Whether it serves the pages, too. */
  servesPages: boolean;
  /** What wrangler is told, paths relative to the repository's root. */
  config: Record<string, unknown>;
}

export interface Topology {
  manifest: Manifest;
  /** The package's folder. */
  folder: string;
  stages: EdgeWorker[];
  front: EdgeWorker;
}

/** What stage Workers take over from the front's configuration. */
const shared = [
  "account_id",
  "compatibility_date",
  "compatibility_flags",
  "send_metrics",
  "rules",
  "limits",
  "observability",
];

/** Made from `wrangler.toml` and the manifest of the model that it names. */
export async function readTopology(): Promise<Topology> {
  const { rawConfig } = readRawConfig({ config: join(root, "wrangler.toml") });
  // The assets are written here, for each Worker its own.
  const { build: _build, ...all }: Record<string, unknown> = { ...rawConfig };
  const model = String(rawConfig.vars?.DEFAULT_MODEL);
  const folder = join(root, "models", model);
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")));
  const name = String(rawConfig.name);
  const nameOf = (stage: string) => `${name}-${stage}`;
  const assets = { binding: "ASSETS", run_worker_first: true, html_handling: "none" };

  const stages = manifest.stages.map((stage) => ({
    name: nameOf(stage.name),
    files: ["manifest.json", ...filesOf(stage)],
    servesPages: false,
    config: {
      ...Object.fromEntries(shared.map((key) => [key, all[key]])),
      name: nameOf(stage.name),
      main: "worker/stage.ts",
      // Only the front has an address.
      workers_dev: false,
      vars: { MODEL: model, STAGE: stage.name },
      assets,
    },
  }));
  const { tokenizer, chatTemplate, heads, front } = manifest;
  // Beside the front's weights there is no room for an encoder in 128 MB.
  const { ENCODER: _, ...vars } = rawConfig.vars ?? {};
  return {
    manifest,
    folder,
    stages,
    front: {
      name,
      files: [
        "manifest.json",
        tokenizer.path,
        ...(chatTemplate ? [chatTemplate.path] : []),
        ...heads.map(({ path }) => path),
        ...filesOf(front),
      ],
      servesPages: true,
      config: {
        ...all,
        vars: { ...vars, TOPOLOGY: "apart" },
        assets,
        services: manifest.stages.map((stage) => ({
          binding: bindingName(stage.name),
          service: nameOf(stage.name),
        })),
      },
    },
  };
}

function filesOf({ graph, weights }: PackagedGraph): string[] {
  return [graph.path, ...weights.parts.map(({ path }) => path)];
}
