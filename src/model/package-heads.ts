/**
 * The heads that come with a package.
 *
 * @module
 */
import type { PackageReader } from "../runtime/platform.ts";
import { type Head, headSchema } from "./head.ts";
import type { Manifest } from "./manifest.ts";
import { readJson, readManifest } from "./package-files.ts";

/** What a package says about itself and its heads. */
export interface PackageDescription {
  manifest: Manifest;
  heads: readonly Head[];
}

/** Reads the manifest and the heads, and no other file. */
export async function describePackage(reader: PackageReader): Promise<PackageDescription> {
  const manifest = await readManifest(reader);
  return { manifest, heads: await readHeads(manifest, reader) };
}

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
