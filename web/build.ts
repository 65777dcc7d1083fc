/**
 * Bundles the playground's scripts and styles: a page of some sixty modules would ask the server sixty times, which
 * is at work for others.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../dist/web/", import.meta.url));

/** What comes out, by the path under `/web/`. */
export const builtFiles = new Map(
  ["playground.js", "playground.css"].map((name): [string, string] => [name, join(target, name)]),
);

/**
 * Brings `dist/web` up to date; what has not changed stays as it is. Without esbuild, which is no part of an
 * installation for production, it stays as it was built before.
 *
 * @throws Error where there is neither esbuild nor what it has built
 */
export async function buildPlayground(): Promise<void> {
  const esbuild = await findEsbuild();
  if (!esbuild) {
    await Promise.all([...builtFiles.values()].map((path) => access(path)));
    return;
  }
  const options = {
    outdir: target,
    bundle: true,
    minify: true,
    charset: "utf8",
    target: "es2024",
    write: false,
  } as const;
  const builds = ["main.ts", "styles/playground.css"].map((entry) =>
    esbuild.build({ ...options, format: "esm", entryPoints: { playground: join(source, entry) } }),
  );
  const outputs = (await Promise.all(builds)).flatMap(({ outputFiles }) => outputFiles);
  await mkdir(target, { recursive: true });
  for (const { path, contents } of outputs) await replaceFile(path, contents);
}

async function findEsbuild(): Promise<typeof import("esbuild") | null> {
  try {
    return await import("esbuild");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return null;
    throw error;
  }
}

/** At once, as somebody may be reading it. */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(contents)) return;
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}

if (import.meta.main) await buildPlayground();
