/**
 * The built Worker, or several that call each other, in workerd on this machine, as `npm start` and the end-to-end
 * tests run it.
 *
 * @module
 */
import { join } from "node:path";
import type { Miniflare } from "miniflare";
import { root } from "../run-tool.ts";
import { type BuildableWorker, buildWorkers } from "./build-worker.ts";
import { requireFreePort, startDisconnectFront } from "./disconnect-front.ts";
import { type HeapUsage, heapUsage } from "./heap-usage.ts";
import { runWorkers } from "./run-workers.ts";

export interface LocalServerOptions {
  /** Where to listen on 127.0.0.1; 0 takes any free port. */
  port: number;
  /** The last one gets the requests. */
  workers?: readonly BuildableWorker[];
  /** Whether `heap` will be asked for. */
  inspect?: boolean;
  /** Told what is being done. */
  onProgress?: (step: string) => void;
  /** Told what the Worker logs. */
  onLog?: (message: string) => void;
}

export interface LocalServer {
  url: string;
  /** What the isolate of one of its Workers holds; only where it was started with `inspect`. */
  heap(worker: string): Promise<HeapUsage>;
  close(): Promise<void>;
}

/** The whole model in one isolate. */
export const singleIsolate: BuildableWorker = {
  name: "tiller",
  config: join(root, "wrangler.toml"),
  main: "worker/index.ts",
};

/**
 * Builds the Workers and serves them.
 *
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { port, workers = [singleIsolate], inspect = false } = options;
  const { onProgress = () => undefined, onLog = () => undefined } = options;
  await requireFreePort(port);
  onProgress(workers.length === 1 ? "building the Worker" : `building ${workers.length} Workers`);
  const { built, remove } = await buildWorkers(workers);
  try {
    onProgress("starting workerd");
    return await serveAt(port, await runWorkers(built.toReversed(), { onLog, inspect }));
  } finally {
    remove();
  }
}

/** Makes a workerd answer at `port`, and tells it of clients that go away. */
export async function serveAt(port: number, miniflare: Miniflare): Promise<LocalServer> {
  try {
    const { port: workerPort } = await miniflare.ready;
    const front = await startDisconnectFront(port, Number(workerPort));
    const close = async () => {
      await front.close();
      await miniflare.dispose();
    };
    const heap = (worker: string) => heapUsage(miniflare, worker);
    return { url: `http://127.0.0.1:${front.port}`, heap, close };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}
