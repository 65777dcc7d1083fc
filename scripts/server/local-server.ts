/**
 * The built Worker, or several that call each other, in workerd on this machine, as `npm start` and the end-to-end tests run it.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare, NoOpLog, type V4ModuleDefinition } from "miniflare";
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from "wrangler";
import { root } from "../run-tool.ts";
import { buildWorker } from "./build-worker.ts";
import { requireFreePort, startDisconnectFront } from "./disconnect-front.ts";

export interface LocalServerOptions {
  /** Where to listen on 127.0.0.1; 0 takes any free port. */
  port: number;
  /** The last one gets the requests. */
  workers?: readonly BuildableWorker[];
  /** Told what is being done. */
  onProgress?: (step: string) => void;
  /** Told what the Worker logs. */
  onLog?: (message: string) => void;
}

export interface BuildableWorker {
  name: string;
  /** Its wrangler configuration. */
  config: string;
  /** Its entry: what several have in common is built once. */
  main: string;
}

export interface LocalServer {
  url: string;
  close(): Promise<void>;
}

const wholeWorker: BuildableWorker = {
  name: "tiller",
  config: join(root, "wrangler.toml"),
  main: "worker/index.ts",
};

/**
 * Builds the Worker and serves it. Miniflare runs it here rather than `wrangler dev`, whose proxy keeps a
 * request going after its client has gone.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { port, workers = [wholeWorker] } = options;
  const { onProgress = () => undefined, onLog = () => undefined } = options;
  await requireFreePort(port);
  const folder = mkdtempSync(join(tmpdir(), "tiller-worker-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  try {
    onProgress(workers.length === 1 ? "building the Worker" : "building the Workers");
    const builds = [...Map.groupBy(workers, ({ main }) => main).values()].map(async (alike, index) => {
      const bundle = join(folder, String(index));
      await buildWorker(alike[0]?.config ?? "", bundle);
      return alike.map(({ name, config }) => ({ name, config, bundle }));
    });
    const built = (await Promise.all(builds)).flat();
    onProgress("starting workerd");
    return await serve(built.toReversed(), port, onLog);
  } finally {
    removeFolder();
    process.off("exit", removeFolder);
  }
}

interface BuiltWorker extends Omit<BuildableWorker, "main"> {
  /** Where its bundle lies. */
  bundle: string;
}

/** @param workers - the first one gets the requests */
async function serve(
  workers: readonly BuiltWorker[],
  port: number,
  onLog: (message: string) => void,
): Promise<LocalServer> {
  const miniflare = await runWorkers(workers, onLog);
  try {
    const { port: workerPort } = await miniflare.ready;
    const front = await startDisconnectFront(port, Number(workerPort));
    const close = async () => {
      await front.close();
      await miniflare.dispose();
    };
    return { url: `http://127.0.0.1:${front.port}`, close };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

async function runWorkers(
  built: readonly BuiltWorker[],
  onLog: (message: string) => void,
): Promise<Miniflare> {
  const workers = await Promise.all(
    built.map(async ({ name, config, bundle }) => {
      const { modulesRules: _, ...workerOptions } = readWorkerOptions(config).workerOptions;
      return { ...workerOptions, name, modules: await builtModules(bundle), modulesRoot: bundle };
    }),
  );
  const options = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    // What Cloudflare says about a request is of no use here, and would be fetched.
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ message }) => onLog(message),
    workers,
  });
  return new Miniflare(options);
}

/** The entry first, as Miniflare wants it. */
async function builtModules(folder: string): Promise<V4ModuleDefinition[]> {
  const files = await readdir(folder);
  const [entry = "index.js"] = files.filter((name) => name.endsWith(".js"));
  const wasm = files.filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule", path: join(folder, entry) },
    ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: join(folder, name) })),
  ];
}
