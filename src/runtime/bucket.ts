/**
 * Packages in a bucket of R2, for those with files that assets do not take.
 *
 * @module
 */
import { chunksOf } from "./chunks.ts";
import type { PackageReader } from "./platform.ts";

/** What of an R2 binding is needed here. */
export interface Bucket {
  /** The object of that key, or null where there is none. */
  get(key: string): Promise<{ body: ReadableStream<Uint8Array> } | null>;
}

/** Reads a package whose files have keys that begin with `name/`. */
export function bucketReader(bucket: Bucket, name: string): PackageReader {
  return {
    async *read(path) {
      const key = `${name}/${path}`;
      const object = await bucket.get(key);
      if (!object) throw new Error(`${key}: the bucket has no such object`);
      yield* chunksOf(object.body);
    },
  };
}
