import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("a browser's bundle is small, and no schema is in it", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ["client/index.ts"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const parts = Object.keys(metafile.inputs).filter((path) => !path.startsWith("client/"));
  expect(parts).toEqual([
    expect.stringMatching(/node_modules\/eventsource-parser\//),
    "src/spec/tiller-error.ts",
  ]);
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  // docs/client.md says so.
  expect(code.length).toBeLessThan(11_000);
  expect(gzipSync(code).length).toBeLessThan(4500);
});
