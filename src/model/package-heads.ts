/**
 * The heads that come with a package.
 *
 * @module
 */
import type { PackageReader } from "../runtime/platform.ts";
import { type Head, headSchema } from "./head.ts";
import type { Manifest } from "./manifest.ts";
import { readJson } from "./package-files.ts";

/** @throws Error naming the file of a head that does not belong to the package */
export async function readHeads(
  { name, heads, architecture, stages }: Manifest,
  reader: PackageReader,
): Promise<Head[]> {
  const taps = stages.flatMap((stage) => stage.taps);
  const read: Head[] = [];
  for (const file of heads) {
    const head = headSchema.parse(await readJson(reader, file));
    const fits =
      head.model === name && head.weights.length === architecture.hidden && taps.includes(head.tap);
    if (!fits) throw new Error(`${file.path}: a head of another model`);
    read.push(head);
  }
  return read;
}
