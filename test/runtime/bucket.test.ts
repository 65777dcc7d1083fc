import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTinyPackage } from "../../models/convert/with-tiny-package.ts";
import { filesUnder } from "../../scripts/link-files.ts";
import { localBucket } from "../../scripts/server/local-bucket.ts";
import { loadPackage } from "../../src/model/load-package.ts";
import { readAll } from "../../src/model/package-files.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import type { PackageReader } from "../../src/runtime/platform.ts";
import { tinyModel } from "../support/tiny-model.ts";

let miniflare: Miniflare;

// The bucket that Miniflare gives to Node has no byte streams, so the reader runs where it will: in workerd.
beforeAll(async () => {
  const entryPoints = [fileURLToPath(new URL("bucket-worker.ts", import.meta.url))];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "esm", write: false });
  const script = outputFiles[0]?.text ?? "";
  const options = convertV4MiniflareOptions({ modules: true, script, cf: false, r2Buckets: ["PACKAGES"] });
  miniflare = new Miniflare(options);
  const bucket = await localBucket(miniflare);
  await withTinyPackage(async (folder) => {
    for (const file of await filesUnder(folder)) {
      await bucket.put(`tiny/${file}`, await readFile(join(folder, file)));
    }
  });
});

afterAll(() => miniflare.dispose());

const inBucket = (name: string): PackageReader => ({
  async *read(path) {
    const answer = await miniflare.dispatchFetch(`http://worker/${name}/${path}`);
    if (!answer.ok) throw new Error(await answer.text());
    yield new Uint8Array(await answer.arrayBuffer());
  },
});

test("a package loads from a bucket as from a folder", async () => {
  const model = await loadPackage(inBucket("tiny"), nodePlatform);
  expect(model.packageHash).toBe((await tinyModel()).packageHash);
});

test("a file of many chunks comes whole", async () => {
  const bytes = randomBytes(1_000_001);
  await (await localBucket(miniflare)).put("large/weights/part.0", bytes);
  expect(bytes.equals(await readAll(inBucket("large"), "weights/part.0"))).toBe(true);
});

test("an empty file is read as one", async () => {
  await (await localBucket(miniflare)).put("empty/file", "");
  expect(await readAll(inBucket("empty"), "file")).toHaveLength(0);
});

test("an object that is not there is named", async () => {
  await expect(loadPackage(inBucket("nowhere"), nodePlatform)).rejects.toThrow(
    "nowhere/manifest.json: the bucket has no such object",
  );
});
