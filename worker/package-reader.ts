/**
 * Where the Workers read packages.
 *
 * @module
 */
import { type Assets, assetsReader } from "../src/runtime/assets.ts";
import { type Bucket, bucketReader } from "../src/runtime/bucket.ts";
import type { PackageReader } from "../src/runtime/platform.ts";

/** A folder for each package, in one of both. */
export interface PackageBindings {
  ASSETS?: Assets;
  /** Where it is bound, all packages are in it. */
  PACKAGES?: Bucket;
}

/**
 * @param name - that of the package's folder
 * @throws Error where neither is bound
 */
export function packageReader({ ASSETS, PACKAGES }: PackageBindings, name: string): PackageReader {
  if (PACKAGES) return bucketReader(PACKAGES, name);
  if (ASSETS) return assetsReader(ASSETS, name);
  throw new Error("neither PACKAGES nor ASSETS is bound");
}
