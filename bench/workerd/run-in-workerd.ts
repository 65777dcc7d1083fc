/**
 * Runs the bench Worker in a local workerd.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestHarness } from "wrangler";
import type { Measurement } from "../engine/measure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compatibility_date = "2026-11-17";

/** The same measurement as in Node; the package is served by a Worker of nothing but its files. */
export async function measureInWorkerd(model: string, rounds: number): Promise<Measurement> {
  // Miniflare would ask Cloudflare where on earth this machine is.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= "false";
  const harness = createTestHarness({
    root,
    workers: [
      {
        config: {
          name: "bench",
          main: "bench/workerd/worker.ts",
          compatibility_date,
          compatibility_flags: ["no_nodejs_compat", "no_nodejs_compat_v2"],
          rules: [{ type: "CompiledWasm", globs: ["**/*.wasm"], fallthrough: true }],
          services: [{ binding: "MODEL", service: "model" }],
        },
      },
      { config: { name: "model", compatibility_date, assets: { directory: resolve(model) } } },
    ],
  });
  try {
    await harness.listen();
    const response = await harness.fetch(`/?rounds=${rounds}`, { method: "POST" });
    if (!response.ok)
      throw new Error(`the bench Worker answers ${response.status}: ${await response.text()}`);
    return (await response.json()) as Measurement;
  } finally {
    await harness.close();
  }
}
