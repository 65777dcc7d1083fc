/**
 * Files in two places at once.
 *
 * @module
 */
import { link, mkdir, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Links, because weights need not lie on the disk twice; `files` are paths in both folders. */
export async function linkFiles(from: string, to: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await link(join(from, file), join(to, file));
  }
}

/** All files under a folder, by their path in it. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
