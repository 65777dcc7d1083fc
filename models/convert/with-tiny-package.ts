/**
 * A tiny package for as long as it is needed.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TinyOptions, writeTinyPackage } from "./tiny.ts";

/** Runs `use` on a folder that holds a freshly written tiny package, then removes it. */
export async function withTinyPackage<T>(
  use: (folder: string) => Promise<T>,
  options?: TinyOptions,
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), "tiller-"));
  try {
    const folder = join(parent, "tiny");
    writeTinyPackage(folder, options);
    return await use(folder);
  } finally {
    rmSync(parent, { recursive: true });
  }
}
