/**
 * Built Workers in one workerd.
 *
 * @module
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare, NoOpLog, type V4ModuleDefinition } from "miniflare";
import {
  experimental_readRawConfig as readRawConfig,
  unstable_getMiniflareWorkerOptions as readWorkerOptions,
} from "wrangler";
import { packageBucket } from "../package-bucket.ts";
import { fillBucket, localBucket } from "./local-bucket.ts";

export interface BuiltWorker {
  name: string;
  /** Its wrangler configuration. */
  config: string;
  /** The folder of its bundle. */
  bundle: string;
}

export interface RunOptions {
  /** Told what the Workers log. */
  onLog(message: string): void;
  /** A folder by which Workers in several workerds find each other. */
  registry?: string;
  /** Whether `heapUsage` will be asked for. */
  inspect?: boolean;
}

/**
 * Miniflare runs them here rather than `wrangler dev`, whose proxy keeps a request going after its client has gone.
 * Where they read packages from a bucket, it is one of Miniflare's own, with the packages that lie here.
 *
 * @param built - the first one gets the requests
 */
export async function runWorkers(
  built: readonly BuiltWorker[],
  { onLog, registry, inspect = false }: RunOptions,
): Promise<Miniflare> {
  const workers = await Promise.all(
    built.map(async ({ name, config, bundle }) => {
      const { modulesRules: _, ...workerOptions } = readWorkerOptions(config).workerOptions;
      return {
        ...workerOptions,
        name,
        modules: await modulesIn(bundle),
        modulesRoot: bundle,
        ...(registry !== undefined && { unsafeRegisterWorker: true }),
      };
    }),
  );
  const options = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    // What Cloudflare says about a request is of no use here, and would be fetched.
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ message }) => onLog(message),
    ...(registry !== undefined && { unsafeDevRegistryPath: registry }),
    ...(inspect && { inspectorPort: 0 }),
    workers,
  });
  const miniflare = new Miniflare(options);
  const reader = built.find(({ config }) => packageBucket(readRawConfig({ config }).rawConfig));
  try {
    if (reader) await fillBucket(await localBucket(miniflare, reader.name));
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
  return miniflare;
}

/** The entry first, as Miniflare wants it. */
async function modulesIn(bundle: string): Promise<V4ModuleDefinition[]> {
  const files = await readdir(bundle);
  const [entry = "index.js"] = files.filter((name) => name.endsWith(".js"));
  const wasm = files.filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule", path: join(bundle, entry) },
    ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: join(bundle, name) })),
  ];
}
