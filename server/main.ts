/**
 * `npm run serve`: the API in Node, without workerd; for machines and containers of one's own.
 *
 * Environment variables are its settings (`settings.ts`). It ends with SIGTERM or SIGINT: alignments under way get
 * their answer, new requests none.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { LoadedClassifiers } from "../src/model/classifier/classifiers.ts";
import { lazyEncoder } from "../src/model/encoder/lazy-encoder.ts";
import { loadPackage } from "../src/model/load-package.ts";
import { describePackage } from "../src/model/package-heads.ts";
import { folderReader, nodePlatform } from "../src/runtime/node.ts";
import { pageFiles } from "../web/page-files.ts";
import { bodyBytes, createApp } from "../worker/app.ts";
import { Engine } from "../worker/engine.ts";
import { guardsOf } from "../worker/guards/guards.ts";
import type { ReadPageFile } from "../worker/pages-route.ts";
import { readUpstreams } from "../worker/upstreams.ts";
import { readServerSettings } from "./settings.ts";

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readServerSettings(process.env);
  const { HOST, PORT, MODELS, DEFAULT_MODEL, ENCODER } = settings;
  const reader = folderReader(join(MODELS, DEFAULT_MODEL));
  const engine = new Engine({
    model: DEFAULT_MODEL,
    describe: () => describePackage(reader),
    load: () => loadPackage(reader, nodePlatform),
    clock: nodePlatform.clock,
    maxInFlight: settings.MAX_IN_FLIGHT,
    maxWaiting: settings.MAX_WAITING,
    longestWait: settings.MAX_WAIT_MS,
    longestTime: settings.MAX_TIME_MS,
    keepPrompts: settings.KEEP_PROMPTS,
    textModels: {
      encoder: lazyEncoder(folderReader(join(MODELS, ENCODER)), nodePlatform),
      classifiers: new LoadedClassifiers((name) => folderReader(join(MODELS, name)), nodePlatform),
    },
    upstreams: readUpstreams(process.env, DEFAULT_MODEL, fetch),
  });
  const app = createApp({
    engine,
    limits: { bodyBytes },
    guards: guardsOf(settings, nodePlatform.clock),
    log: (line) => console.log(line),
    readPageFile: pageFileIn(await pageFiles()),
  });
  const server = serve({ fetch: app.fetch, hostname: HOST, port: PORT }, ({ address, port }) => {
    console.log(`Tiller serves http://${address}:${port}, loading ${DEFAULT_MODEL}`);
    engine.model().then(
      ({ name }) => console.log(`${name} is ready`),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  server.on("error", ({ message }) => {
    console.error(message);
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => server.close(() => process.exit(0)));
}

function pageFileIn(files: ReadonlyMap<string, string>): ReadPageFile {
  return async (name) => {
    const path = files.get(name);
    return path === undefined ? null : readFile(path);
  };
}
