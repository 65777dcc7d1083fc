/**
 * What a Worker would upload, against what Cloudflare takes.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Scripts after gzip on the paid plan (the free one takes 3 MiB, less than ONNX Runtime's WASM alone), files of static
 * assets on either: developers.cloudflare.com/workers/platform/limits.
 */
export const limits = { gzip: 10 * 1024 ** 2, files: 20_000, largestFile: 25 * 1024 ** 2 };

/** In bytes, but for the number of files. */
export interface UploadSize {
  gzip: number;
  files: number;
  largestFile: number;
  allFiles: number;
  fits: boolean;
}

const unit: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 ** 2 };

/**
 * @param config - the Worker's wrangler configuration, whose assets lie beside it
 * @param output - what `wrangler deploy --dry-run` printed
 * @throws Error where it does not say how large the script is
 */
export async function measureUpload(config: string, output: string): Promise<UploadSize> {
  const [, number, name = ""] = output.match(/gzip: ([\d.]+) (\w+)/) ?? [];
  const gzip = Number(number) * (unit[name] ?? Number.NaN);
  if (Number.isNaN(gzip)) throw new Error(`wrangler does not say how large the script is:\n${output}`);
  const folder = join(dirname(config), "assets");
  // One that reads packages from a bucket, and has no pages, has no assets.
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  const largestFile = Math.max(0, ...sizes);
  return {
    gzip,
    files: sizes.length,
    largestFile,
    allFiles: sizes.reduce((sum, size) => sum + size, 0),
    fits: gzip <= limits.gzip && sizes.length <= limits.files && largestFile <= limits.largestFile,
  };
}
