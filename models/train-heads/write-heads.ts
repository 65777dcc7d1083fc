/**
 * Heads into their package.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Head, headSchema } from "../../src/model/head.ts";
import { readManifest } from "../../src/model/package-files.ts";
import { folderReader } from "../../src/runtime/node.ts";

const folderName = "heads";

/**
 * Writes each head as a file and names them in the manifest, beside those of other names that are there.
 *
 * @param order - names, in the order in which the manifest has them; what it does not name goes
 */
export async function writeHeads(
  folder: string,
  heads: readonly Head[],
  order: readonly string[],
): Promise<void> {
  const manifest = await readManifest(folderReader(folder));
  await mkdir(join(folder, folderName), { recursive: true });
  const files = new Map(manifest.heads.map((file) => [file.path, file]));
  for (const head of heads) {
    const path = pathOf(head.name);
    const text = `${JSON.stringify(headSchema.parse(head), null, 1)}\n`;
    await writeFile(join(folder, path), text);
    const sha256 = createHash("sha256").update(text).digest("hex");
    files.set(path, { path, bytes: Buffer.byteLength(text), sha256 });
  }
  const kept = order.flatMap((name) => files.get(pathOf(name)) ?? []);
  for (const file of files.values())
    if (!kept.includes(file)) await rm(join(folder, file.path), { force: true });
  await writeFile(
    join(folder, "manifest.json"),
    `${JSON.stringify({ ...manifest, heads: kept }, null, 2)}\n`,
  );
}

function pathOf(name: string): string {
  return `${folderName}/${name}.json`;
}
