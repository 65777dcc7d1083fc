/**
 * The bucket that Workers read packages from, where the front's configuration has one.
 *
 * @module
 */
import type { Unstable_RawConfig as RawConfig } from "wrangler";

/** As `worker/package-reader.ts` knows it. */
export const bucketBinding = "PACKAGES";

/** What `[[r2_buckets]]` says of it; undefined where packages are assets. */
export function packageBucket({ r2_buckets: buckets = [] }: Pick<RawConfig, "r2_buckets">) {
  return buckets.find(({ binding }) => binding === bucketBinding);
}
