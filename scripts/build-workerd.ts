/**
 * `npm run build:workerd`: a folder with all that workerd needs to serve the API on a machine of one's own, the model
 * in one isolate.
 *
 * @module
 */
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { pageFiles } from "../web/page-files.ts";
import { serviceSettingsSchema } from "../worker/settings.ts";
import { filesUnder, linkFiles, mirrorFiles } from "./link-files.ts";
import { root } from "./run-tool.ts";
import { buildWorkers } from "./server/build-worker.ts";
import { singleIsolate } from "./server/local-server.ts";
import { workerdConfig } from "./server/workerd-config.ts";

const target = join(root, "dist", "workerd");
const { rawConfig } = readRawConfig({ config: singleIsolate.config });
const [model, encoder] = [rawConfig.vars?.DEFAULT_MODEL, rawConfig.vars?.ENCODER].map(String);
if (!model || !encoder) throw new Error("wrangler.toml names a model and an encoder");

const { built, remove } = await buildWorkers([singleIsolate]);
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const { bundle } of built) {
  for (const file of await readdir(bundle)) {
    if (/\.(js|wasm)$/.test(file)) await cp(join(bundle, file), join(target, file));
  }
}
remove();
for (const name of [model, encoder]) {
  const folder = join(root, "models", name);
  await linkFiles(folder, join(target, "models", name), await filesUnder(folder));
}
await mirrorFiles(await pageFiles(), join(target, "models", "web"));
const config = workerdConfig({
  modules: (await readdir(target)).filter((name) => /\.(js|wasm)$/.test(name)),
  model,
  encoder,
  settings: Object.keys(serviceSettingsSchema.shape),
  compatibilityDate: String(rawConfig.compatibility_date),
  compatibilityFlags: rawConfig.compatibility_flags ?? [],
});
await writeFile(join(target, "config.capnp"), config);
console.log(`wrote ${target}; start it there, or wherever you copy it: workerd serve config.capnp`);
