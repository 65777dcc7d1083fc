/**
 * `npm start -- --source FILE.gguf`: Tiller's engine beside transformers.js and wllama, on the same model, in one
 * Chromium, each on one thread of WASM.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { parseOptions, runCommand, wholeNumber, writeJson } from "../command.ts";
import { CommandError } from "../command-error.ts";
import { browse, findChromium, versionOf } from "./chromium.ts";
import { peerModels } from "./models/peer-models.ts";
import { installedPackage } from "./packages.ts";
import { type Outcome, type Plan, places } from "./plan.ts";
import { type Site, serve } from "./serve.ts";
import { ratioToOnePath, speedsOf, speedTable } from "./speeds.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const string = { type: "string" } as const;

const wllamaTypes = ["f32", "q8_0", "source"] as const;

await runCommand(async () => {
  const options = parseOptions(process.argv.slice(2), {
    source: string,
    package: { ...string, default: here("../../models/smollm2-135m-instruct") },
    rounds: { ...string, default: "7" },
    wllama: { ...string, default: "f32" },
    chromium: string,
    json: string,
  });
  if (options.source === undefined) throw new CommandError("needs --source FILE.gguf");
  const source = resolve(options.source);
  const rounds = wholeNumber("rounds", options.rounds, 1);
  const wllamaType = wllamaTypes.find((type) => type === options.wllama);
  if (!wllamaType)
    throw new CommandError(`--wllama ${options.wllama}: must be one of ${wllamaTypes.join(", ")}`);
  const chromium = await findChromium(options.chromium ?? process.env.CHROMIUM);
  const installed = await findPackages();
  const versions = { chromium: await versionOf(chromium), ...installed.versions };

  console.error("the peers' models …");
  const models = await peerModels(source, here("dist/models"), wllamaType);
  const outcome = Promise.withResolvers<Outcome>();
  const plan: Plan = { rounds, wllama: wllamaType, versions };
  const site: Site = {
    pages: new Map([
      [
        "/",
        { type: "text/html", body: `<script>new Worker("${places.worker}", { type: "module" })</script>` },
      ],
      [places.worker, { type: "text/javascript", body: await bundle() }],
      [places.plan, { type: "application/json", body: JSON.stringify(plan) }],
    ]),
    files: new Map([
      ...installed.files,
      [places.tiller.package, resolve(options.package)],
      [`${places.transformers.models}${places.transformers.model}/`, models.transformers],
      [places.wllama.gguf, models.wllama],
    ]),
    posts: new Map([
      [places.report, (line: string) => console.error(line)],
      [places.outcome, (json: string) => outcome.resolve(JSON.parse(json) as Outcome)],
    ]),
  };
  const server = await serve(site);
  try {
    const found = await browse(chromium, server.url, outcome.promise);
    if ("failure" in found) throw new Error(`in the browser: ${found.failure}`);
    const workloads = found.results.map(speedsOf);
    const toOnePath = ratioToOnePath(workloads);
    console.log(speedTable(workloads));
    console.log(`Tiller's paths together to the best peer's one path: ${toOnePath.toFixed(2)} ×`);
    console.log(
      Object.entries(versions)
        .map(([name, version]) => `${name}: ${version}`)
        .join("\n"),
    );
    await writeJson(options.json, {
      bench: "peers",
      rounds,
      versions,
      workloads,
      toOnePath,
      measured: found.results,
    });
  } finally {
    server.close();
  }
});

/** What runs in the browser, in one file. */
async function bundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [here("page/worker.ts")],
    bundle: true,
    format: "esm",
    target: "esnext",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Tiller's ONNX Runtime, for packages that its kernels are not for, is the root's; transformers.js has its own. */
async function findPackages() {
  const root = new URL("../../src/index.ts", import.meta.url).href;
  const own = await installedPackage("onnxruntime-web", root);
  const tiller = await installedPackage("..", root);
  const transformers = await installedPackage("@huggingface/transformers", import.meta.url);
  const wllama = await installedPackage("@wllama/wllama", import.meta.url);
  const theirs = await installedPackage("onnxruntime-web", import.meta.url);
  const dist = (place: string) => `dist${place.slice(place.lastIndexOf("/"))}`;
  const { mjs, wasm } = places.transformers;
  return {
    versions: {
      tiller: tiller.version,
      transformers: `${transformers.version}, onnxruntime-web ${theirs.version}`,
      wllama: wllama.version,
    },
    files: [
      [places.tiller.kernels, tiller.file("src/kernels/kernels.wasm")],
      [places.tiller.onnx, own.file(dist(places.tiller.onnx))],
      [mjs, theirs.file(dist(mjs))],
      [wasm, theirs.file(dist(wasm))],
      [places.wllama.wasm, wllama.file("esm/wasm/wllama.wasm")],
    ] as [string, string][],
  };
}
