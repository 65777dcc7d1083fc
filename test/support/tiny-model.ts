import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTinyPackage } from "../../models/convert/tiny.ts";
import { type LoadedModel, loadPackage } from "../../src/model/load-package.ts";
import { folderReader, nodePlatform } from "../../src/runtime/node.ts";

/** Runs `use` on a folder that holds a freshly written tiny package, then removes it. */
export async function withTinyPackage<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), "tiller-"));
  try {
    const folder = join(parent, "tiny");
    writeTinyPackage(folder);
    return await use(folder);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

let model: Promise<LoadedModel> | undefined;

/** The tiny model, loaded once a test file. */
export function tinyModel(): Promise<LoadedModel> {
  model ??= withTinyPackage((folder) => loadPackage(folderReader(folder), nodePlatform));
  return model;
}
