/**
 * The edge's Workers, each in a workerd of its own, so that one can be stopped while the others go on.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Miniflare } from "miniflare";
import { buildWorkers } from "../server/build-worker.ts";
import { type HeapUsage, heapUsage } from "../server/heap-usage.ts";
import { type LocalServer, serveAt } from "../server/local-server.ts";
import { type BuiltWorker, runWorkers } from "../server/run-workers.ts";
import { writeWorkers } from "./write-workers.ts";

export interface EdgeProcesses extends Omit<LocalServer, "heap"> {
  /** The names of those that the front calls: the stages in their order, then the encoder. */
  called: readonly string[];
  /** What each isolate holds beside its WASM heap, the front first, then those that it calls. */
  heaps(): Promise<HeapUsage[]>;
  /** Ends the process of one that the front calls, with all that it holds, and starts another. */
  restart(name: string): Promise<void>;
}

/** Builds the Workers and starts a process for each; the front listens at any free port. */
export async function startEdgeProcesses(onLog: (message: string) => void): Promise<EdgeProcesses> {
  const registry = mkdtempSync(join(tmpdir(), "tiller-registry-"));
  const { built, remove } = await buildWorkers(await writeWorkers());
  const front = built.at(-1);
  if (!front) throw new Error("a topology has a front");
  const called = built.slice(0, -1);
  const running = new Map<string, Miniflare>();
  const run = (worker: BuiltWorker) => runWorkers([worker], { onLog, registry, inspect: true });
  const start = async (worker: BuiltWorker) => {
    const miniflare = await run(worker);
    await miniflare.ready;
    running.set(worker.name, miniflare);
  };
  const heapOf = async (name: string) => {
    const miniflare = running.get(name);
    if (!miniflare) throw new Error(`${name} is not running`);
    return heapUsage(miniflare, name);
  };
  const stop = async () => {
    await Promise.all(Array.from(running.values(), (miniflare) => miniflare.dispose()));
    remove();
    rmSync(registry, { recursive: true, force: true });
  };
  const begin = async () => {
    await Promise.all(called.map(start));
    return serveAt(0, await run(front));
  };
  const server = await begin().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url: server.url,
    called: called.map(({ name }) => name),
    heaps: () => Promise.all([server.heap(front.name), ...called.map(({ name }) => heapOf(name))]),
    restart: async (name) => {
      await running.get(name)?.dispose();
      const worker = called.find((other) => other.name === name);
      if (worker) await start(worker);
    },
    close: async () => {
      await server.close();
      await stop();
    },
  };
}
