/**
 * The files that the pages are made of, wherever they are served.
 *
 * @module
 */
import { readdir } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPlayground, builtFiles } from "./build.ts";

/** What browsers are given of this folder. */
const served = new Set([".html", ".css", ".js", ".svg", ".png", ".ico", ".webmanifest"]);

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Where each lies on the disk, by its path under `/web/`. */
export async function pageFiles(): Promise<Map<string, string>> {
  await buildPlayground();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const own = entries
    .filter((entry) => entry.isFile() && served.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  const library = (name: string) => fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`));
  return new Map([
    ...builtFiles,
    ...own.map((path): [string, string] => [relative(folder, path).replaceAll("\\", "/"), path]),
    ["swagger-ui/swagger-ui-bundle.js", library("swagger-ui-bundle.js")],
    ["swagger-ui/swagger-ui.css", library("swagger-ui.css")],
    // Its licence wants them to go along.
    ["swagger-ui/LICENSE.txt", library("LICENSE")],
    ["swagger-ui/NOTICE.txt", library("NOTICE")],
  ]);
}
