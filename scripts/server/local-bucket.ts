/**
 * The bucket of packages that Workers have on this machine.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import type { Miniflare } from "miniflare";
import { bucketBinding } from "../package-bucket.ts";
import { packageFiles } from "../package-files.ts";

/** Miniflare's types of it need a package that redeclares the globals. */
export interface LocalBucket {
  put(key: string, value: Uint8Array | string): Promise<unknown>;
}

/** @param worker - the name of one that has the binding; where there is but one Worker, it need not be named */
export async function localBucket(miniflare: Miniflare, worker?: string): Promise<LocalBucket> {
  return (await miniflare.getR2Bucket(bucketBinding, worker)) as unknown as LocalBucket;
}

/** Puts the packages that lie here into it. */
export async function fillBucket(bucket: LocalBucket): Promise<void> {
  for (const [key, path] of await packageFiles()) await bucket.put(key, await readFile(path));
}
