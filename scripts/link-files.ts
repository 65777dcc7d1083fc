/**
 * Files in two places at once.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Links, because weights need not lie on the disk twice; `files` are paths in both folders. */
export async function linkFiles(from: string, to: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await link(join(from, file), join(to, file));
  }
}

/**
 * Makes a folder hold these files and no others, as links. What is there already stays, and nothing is missing on the
 * way: somebody may be reading it.
 *
 * @param files - where each lies, by its path in the folder, with slashes
 */
export async function mirrorFiles(files: ReadonlyMap<string, string>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, from] of files) {
    const to = join(folder, name);
    if (await isSameFile(from, to)) continue;
    await mkdir(dirname(to), { recursive: true });
    const fresh = `${to}.${randomUUID()}`;
    await link(from, fresh);
    await rename(fresh, to);
  }
  const old = (await filesUnder(folder)).filter((name) => !files.has(name.replaceAll("\\", "/")));
  for (const name of old) await rm(join(folder, name), { force: true });
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a), stat(b).catch(() => null)]);
  return second !== null && first.ino === second.ino && first.dev === second.dev;
}

/** All files under a folder, by their path in it. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
