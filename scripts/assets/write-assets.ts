/**
 * The assets of the Worker that has the whole model: its package and all others, unless they are in a bucket, and the
 * files of the pages.
 *
 * @module
 */
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { pageFiles } from "../../web/page-files.ts";
import { mirrorFiles } from "../link-files.ts";
import { packageBucket } from "../package-bucket.ts";
import { packageFiles } from "../package-files.ts";
import { root } from "../run-tool.ts";

/** Brings `dist/assets` up to date; servers that run from it are not disturbed. */
export async function writeAssets(): Promise<void> {
  await mirrorFiles(await assetFiles(join(root, "wrangler.toml")), join(root, "dist", "assets"));
}

/**
 * Where each lies, by its path in the assets.
 *
 * @param config - the Worker's wrangler configuration
 */
export async function assetFiles(config: string): Promise<Map<string, string>> {
  const pages = [...(await pageFiles())].map(([name, path]): [string, string] => [`web/${name}`, path]);
  const packages = packageBucket(readRawConfig({ config }).rawConfig) ? [] : await packageFiles();
  return new Map([...packages, ...pages]);
}
