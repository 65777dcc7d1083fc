/**
 * The built Worker in workerd on this machine, as `npm start` and the end-to-end tests run it.
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
  /** Told what is being done. */
  onProgress?: (step: string) => void;
  /** Told what the Worker logs. */
  onLog?: (message: string) => void;
}

export interface LocalServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Builds the Worker and serves it. Miniflare runs it here rather than `wrangler dev`, whose proxy keeps a
 * request going after its client has gone.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { port, onProgress = () => undefined, onLog = () => undefined } = options;
  await requireFreePort(port);
  const folder = mkdtempSync(join(tmpdir(), "tiller-worker-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  try {
    onProgress("building the Worker");
    await buildWorker(folder);
    onProgress("starting workerd");
    return await serve(folder, port, onLog);
  } finally {
    removeFolder();
    process.off("exit", removeFolder);
  }
}

async function serve(folder: string, port: number, onLog: (message: string) => void): Promise<LocalServer> {
  const miniflare = await runWorker(folder, onLog);
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

async function runWorker(folder: string, onLog: (message: string) => void): Promise<Miniflare> {
  const { modulesRules: _, ...workerOptions } = readWorkerOptions(join(root, "wrangler.toml")).workerOptions;
  const modules = await builtModules(folder);
  const options = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    // What Cloudflare says about a request is of no use here, and would be fetched.
    cf: false,
    log: new NoOpLog(),
    handleStructuredLogs: ({ message }) => onLog(message),
    workers: [{ ...workerOptions, modules, modulesRoot: folder }],
  });
  return new Miniflare(options);
}

/** The entry first, as Miniflare wants it. */
async function builtModules(folder: string): Promise<V4ModuleDefinition[]> {
  const wasm = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule", path: join(folder, "index.js") },
    ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: join(folder, name) })),
  ];
}
