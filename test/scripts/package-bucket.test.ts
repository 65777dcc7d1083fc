import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { assetFiles } from "../../scripts/assets/write-assets.ts";
import { readTopology } from "../../scripts/edge/topology.ts";
import { limits, measureUpload } from "../../scripts/edge/upload-size.ts";
import { writeWorkers } from "../../scripts/edge/write-workers.ts";
import { filesUnder } from "../../scripts/link-files.ts";
import { root } from "../../scripts/run-tool.ts";
import { withBucketConfig } from "../support/wrangler-config.ts";

const printed = "Total Upload: 20 KiB / gzip: 10 KiB";

test("without a bucket each Worker of the edge has its files of the packages as assets", async () => {
  const { called, front } = await readTopology(join(root, "wrangler.toml"));
  for (const { files, config } of [...called, front]) {
    expect(Object.values(files).flat()).toContain("manifest.json");
    expect(config).toMatchObject({ assets: { binding: "ASSETS" } });
    expect(config).not.toHaveProperty("r2_buckets");
  }
  expect([...(await assetFiles(join(root, "wrangler.toml"))).keys()]).toEqual(
    expect.arrayContaining(["all-minilm-l6-v2/manifest.json", "web/index.html"]),
  );
});

test("with a bucket every Worker that reads packages has it, and the pages are the only assets", async () => {
  await withBucketConfig(async (source, folder) => {
    const workers = await writeWorkers({ source, target: join(folder, "edge") });
    const front = workers.at(-1);
    expect(workers.map(({ main }) => main)).toContain("worker/encoder.ts");
    for (const { name, config } of workers) {
      const written = JSON.parse(readFileSync(config, "utf8"));
      expect(written.r2_buckets).toContainEqual({ binding: "PACKAGES", bucket_name: "packages" });
      // Others are the front's.
      expect(written.r2_buckets).toHaveLength(name === front?.name ? 2 : 1);
      const assets = join(dirname(config), "assets");
      expect(existsSync(assets)).toBe(name === front?.name);
      expect("assets" in written).toBe(name === front?.name);
      const size = await measureUpload(config, printed);
      expect(size).toMatchObject({ fits: true, gzip: 10 * 1024 });
      expect(size.allFiles).toBeLessThan(limits.largestFile);
    }
    const pages = await filesUnder(join(folder, "edge", front?.name ?? "", "assets"));
    expect(pages).toContain(join("web", "index.html"));
    expect(pages.filter((path) => !path.startsWith("web"))).toEqual([]);
    expect([...(await assetFiles(source)).keys()].filter((path) => !path.startsWith("web/"))).toEqual([]);
  });
});
