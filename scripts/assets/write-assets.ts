/**
 * The assets of the Worker that has the whole model: its package and all others, and the files of the pages.
 *
 * @module
 */
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pageFiles } from "../../web/page-files.ts";
import { filesUnder, mirrorFiles } from "../link-files.ts";
import { root } from "../run-tool.ts";

/** Brings `dist/assets` up to date; servers that run from it are not disturbed. */
export async function writeAssets(): Promise<void> {
  const pages = [...(await pageFiles())].map(([name, path]): [string, string] => [`web/${name}`, path]);
  await mirrorFiles(new Map([...(await packageFiles()), ...pages]), join(root, "dist", "assets"));
}

async function packageFiles(): Promise<[string, string][]> {
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
  return (await Promise.all(files)).flat();
}
