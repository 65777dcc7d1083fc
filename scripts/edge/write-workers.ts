/**
 * A folder for each Worker of a topology, from which wrangler builds and deploys it.
 *
 * @module
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pageFiles } from "../../web/page-files.ts";
import { linkFiles, mirrorFiles } from "../link-files.ts";
import { root } from "../run-tool.ts";
import type { BuildableWorker } from "../server/build-worker.ts";
import { type EdgeWorker, readTopology } from "./topology.ts";

export interface WriteOptions {
  /** The front's configuration. */
  source?: string;
  /** The folder to write, anew. */
  target?: string;
}

/** What the front calls comes first, the stages in their order, and the front last, which needs it. */
export async function writeWorkers({
  source = join(root, "wrangler.toml"),
  target = join(root, "dist", "edge"),
}: WriteOptions = {}): Promise<BuildableWorker[]> {
  const { called, front } = await readTopology(source);
  await rm(target, { recursive: true, force: true });
  const written = [];
  for (const worker of [...called, front]) {
    const config = await write(worker, join(target, worker.name));
    written.push({ name: worker.name, config, main: String(worker.config.main) });
  }
  return written;
}

async function write({ config, files, servesPages }: EdgeWorker, target: string): Promise<string> {
  await mkdir(target, { recursive: true });
  for (const [name, paths] of Object.entries(files)) {
    await linkFiles(join(root, "models", name), join(target, "assets", name), paths);
  }
  if (servesPages) await mirrorFiles(await pageFiles(), join(target, "assets", "web"));
  const path = join(target, "wrangler.json");
  const placed = {
    ...config,
    main: relative(target, join(root, String(config.main))),
    ...(config.assets !== undefined && { assets: { ...config.assets, directory: "assets" } }),
  };
  await writeFile(path, `${JSON.stringify(placed, null, 2)}\n`);
  return path;
}
