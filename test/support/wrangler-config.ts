import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { root } from "../../scripts/run-tool.ts";

const bucket = { binding: "PACKAGES", bucket_name: "packages" };

/**
 * Runs `use` on the repository's configuration of the Worker, with a bucket of packages, in a folder of its own to which
 * files of the repository can be linked.
 */
export async function withBucketConfig<T>(use: (path: string, folder: string) => Promise<T>): Promise<T> {
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist", "bucket-"));
  try {
    const { rawConfig } = readRawConfig({ config: join(root, "wrangler.toml") });
    const path = join(folder, "wrangler.json");
    writeFileSync(
      path,
      JSON.stringify({ ...rawConfig, r2_buckets: [bucket, { ...bucket, binding: "OTHER" }] }),
    );
    return await use(path, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
