/**
 * Bundles the playground's scripts and styles: a page of some sixty modules would ask the server sixty times, which
 * is at work for others.
 *
 * @module
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../dist/web/", import.meta.url));

/** What comes out, by the path under `/web/`. */
export const builtFiles = new Map(
  ["playground.js", "playground.css"].map((name): [string, string] => [name, join(target, name)]),
);

/** Brings `dist/web` up to date; what has not changed stays as it is. */
export async function buildPlayground(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: { playground: join(source, "main.ts") },
    outdir: target,
    bundle: true,
    format: "esm",
    target: "es2024",
    minify: true,
    charset: "utf8",
    write: false,
    logLevel: "warning",
  });
  const styles = await build({
    entryPoints: { playground: join(source, "styles/playground.css") },
    outdir: target,
    bundle: true,
    minify: true,
    // `light-dark()` and nesting are known wherever the scripts are.
    target: "es2024",
    write: false,
    logLevel: "warning",
  });
  await mkdir(target, { recursive: true });
  for (const { path, contents } of [...outputFiles, ...styles.outputFiles]) await replaceFile(path, contents);
}

/** At once, as somebody may be reading it. */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(contents)) return;
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
