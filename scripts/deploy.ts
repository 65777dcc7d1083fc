/**
 * `npm run deploy [-- --dry-run]`: the model's stages and the encoder, then the front that calls them, each a Worker.
 *
 * With `--dry-run` nothing is uploaded: each Worker is built and held against the platform's limits.
 *
 * @module
 */
import { styleText } from "node:util";
import { mebibytes } from "../bench/report/mebibytes.ts";
import { formatTable } from "../bench/report/table.ts";
import { limits, measureUpload, type UploadSize } from "./edge/upload-size.ts";
import { writeWorkers } from "./edge/write-workers.ts";
import { runTool } from "./run-tool.ts";

const parameters = process.argv.slice(2);
const isDry = parameters.includes("--dry-run");
if (parameters.some((parameter) => parameter !== "--dry-run")) {
  console.error(`not understood: ${parameters.join(" ")}\n\nnpm run deploy [-- --dry-run]`);
  process.exit(2);
}

const sizes: { name: string; size: UploadSize }[] = [];
// One after another: a front must not go out before what it calls.
for (const { name, config } of await writeWorkers()) {
  console.log(styleText("dim", isDry ? `building ${name}` : `deploying ${name}`));
  const { exitCode, output } = await runTool(
    "wrangler",
    ["deploy", "--config", config, ...(isDry ? ["--dry-run"] : [])],
    { environment: { WRANGLER_HIDE_BANNER: "true" }, show: !isDry },
  );
  if (exitCode !== 0) {
    console.error(`${output}\n${name} was not deployed, nor was what comes after it`);
    process.exit(1);
  }
  if (isDry) sizes.push({ name, size: await measureUpload(config, output) });
}

if (isDry) {
  const rows = sizes.map(({ name, size }) => [
    name,
    mebibytes(size.gzip),
    String(size.files),
    mebibytes(size.largestFile),
    mebibytes(size.allFiles),
  ]);
  const most = ["limit", mebibytes(limits.gzip), String(limits.files), mebibytes(limits.largestFile), ""];
  console.log(formatTable(["MiB", "script, gzip", "asset files", "largest", "all assets"], [...rows, most]));
  const tooLarge = sizes.filter(({ size }) => !size.fits);
  if (tooLarge.length > 0) {
    console.error(`over the limits: ${tooLarge.map(({ name }) => name).join(", ")}`);
    process.exitCode = 1;
  }
}
