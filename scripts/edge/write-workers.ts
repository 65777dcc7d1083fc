/**
 * A folder for each Worker of a topology, from which wrangler builds and deploys it.
 *
 * @module
 */
import { rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pageFiles } from "../../web/page-files.ts";
import { linkFiles, mirrorFiles } from "../link-files.ts";
import { root } from "../run-tool.ts";
import type { BuildableWorker } from "../server/build-worker.ts";
import { type EdgeWorker, readTopology, type Topology } from "./topology.ts";

/** Writes `dist/edge` anew; the stages come first, in their order, then the front, which needs them. */
export async function writeWorkers(): Promise<BuildableWorker[]> {
  const topology = await readTopology();
  const target = join(root, "dist", "edge");
  await rm(target, { recursive: true, force: true });
  const written = [];
  for (const worker of [...topology.stages, topology.front]) {
    const config = await write(worker, topology, join(target, worker.name));
    written.push({ name: worker.name, config, main: String(worker.config.main) });
  }
  return written;
}

async function write(
  { config, files, servesPages }: EdgeWorker,
  { folder, manifest }: Topology,
  target: string,
): Promise<string> {
  await linkFiles(folder, join(target, "assets", manifest.name), files);
  if (servesPages) await mirrorFiles(await pageFiles(), join(target, "assets", "web"));
  const path = join(target, "wrangler.json");
  const placed = {
    ...config,
    main: relative(target, join(root, String(config.main))),
    assets: { ...(config.assets as object), directory: "assets" },
  };
  await writeFile(path, `${JSON.stringify(placed, null, 2)}\n`);
  return path;
}
