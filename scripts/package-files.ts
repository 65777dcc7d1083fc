/**
 * The files of all packages.
 *
 * @module
 */
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { filesUnder } from "./link-files.ts";
import { root } from "./run-tool.ts";

/** Where each lies, by its place in assets or in a bucket: `NAME/manifest.json`. */
export async function packageFiles(): Promise<Map<string, string>> {
  const models = join(root, "models");
  const folders = await readdir(models, { withFileTypes: true });
  const packages = [];
  for (const { name } of folders.filter((entry) => entry.isDirectory())) {
    const isPackage = await access(join(models, name, "manifest.json")).then(
      () => true,
      () => false,
    );
    if (isPackage) packages.push(name);
  }
  const files = packages.map(async (name) =>
    (await filesUnder(join(models, name))).map((file): [string, string] => [
      `${name}/${file.replaceAll("\\", "/")}`,
      join(models, name, file),
    ]),
  );
  return new Map((await Promise.all(files)).flat());
}
