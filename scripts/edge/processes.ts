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
  /** The stages' names, in their order. */
  stages: readonly string[];
  /** What each isolate holds beside its WASM heap, the front first, then the stages. */
  heaps(): Promise<HeapUsage[]>;
  /** Ends a stage's process, with all keys and values in it, and starts another. */
  restart(stage: string): Promise<void>;
}

/** Builds the Workers and starts a process for each; the front listens at any free port. */
export async function startEdgeProcesses(onLog: (message: string) => void): Promise<EdgeProcesses> {
  const registry = mkdtempSync(join(tmpdir(), "tiller-registry-"));
  const { built, remove } = await buildWorkers(await writeWorkers());
  const front = built.at(-1);
  if (!front) throw new Error("a topology has a front");
  const stages = built.slice(0, -1);
  const running = new Map<string, Miniflare>();
  const run = (worker: BuiltWorker) => runWorkers([worker], { onLog, registry, inspect: true });
  const start = async (stage: BuiltWorker) => {
    const miniflare = await run(stage);
    await miniflare.ready;
    running.set(stage.name, miniflare);
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
    await Promise.all(stages.map(start));
    return serveAt(0, await run(front));
  };
  const server = await begin().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url: server.url,
    stages: stages.map(({ name }) => name),
    heaps: () => Promise.all([server.heap(front.name), ...stages.map(({ name }) => heapOf(name))]),
    restart: async (name) => {
      await running.get(name)?.dispose();
      const stage = stages.find((other) => other.name === name);
      if (stage) await start(stage);
    },
    close: async () => {
      await server.close();
      await stop();
    },
  };
}
