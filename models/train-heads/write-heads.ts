/**
 * Heads into their package.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Head, headSchema } from "../../src/model/head.ts";
import type { PackageFile } from "../../src/model/manifest.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { folderReader } from "../../src/runtime/node.ts";

const folderName = "heads";

/** Writes each head as a file and names them in the manifest, in place of those that were there. */
export async function writeHeads(folder: string, heads: readonly Head[]): Promise<void> {
  const manifest = await readManifest(folderReader(folder));
  await rm(join(folder, folderName), { recursive: true, force: true });
  await mkdir(join(folder, folderName));
  const files: PackageFile[] = [];
  for (const head of heads) {
    const path = `${folderName}/${head.name}.json`;
    const text = `${JSON.stringify(headSchema.parse(head), null, 1)}\n`;
    await writeFile(join(folder, path), text);
    const sha256 = createHash("sha256").update(text).digest("hex");
    files.push({ path, bytes: Buffer.byteLength(text), sha256 });
  }
  await writeFile(
    join(folder, "manifest.json"),
    `${JSON.stringify({ ...manifest, heads: files }, null, 2)}\n`,
  );
}
