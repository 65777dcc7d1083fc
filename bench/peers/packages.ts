/**
 * Where the installed packages lie, and their versions: Tiller's own from the root, the peers' from here.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { CommandError } from "../command-error.ts";

/** A package as files of one folder see it. */
export interface InstalledPackage {
  readonly version: string;
  /** The path of one of its files. */
  file(path: string): string;
}

/** @param importer - URL of the file that would import it */
export async function installedPackage(name: string, importer: string): Promise<InstalledPackage> {
  const manifest = findManifest(name, importer);
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  return { version, file: (path) => join(dirname(manifest), path) };
}

function findManifest(name: string, importer: string): string {
  try {
    const found = findPackageJSON(name, importer);
    if (found !== undefined) return found;
  } catch {
    // It throws for a package, and returns nothing for a file.
  }
  throw new CommandError(`${name} is not installed: run npm ci, here and in the root of the repository`);
}
