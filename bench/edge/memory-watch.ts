/**
 * The most that each isolate of a server has held.
 *
 * @module
 */
import type { LocalServer } from "../../scripts/server/local-server.ts";
import { isolatesOf } from "./health.ts";

/** Milliseconds between two looks. */
const interval = 100;

/** In bytes. */
export interface PeakMemory {
  name: string;
  /** WASM memory, which never shrinks at the edge. */
  wasmHeap: number;
  /** The most of array buffers that V8 counted, those included that waited to be collected. */
  buffers: number;
  /** The most of JavaScript objects. */
  objects: number;
}

export class MemoryWatch {
  private readonly server: LocalServer;
  private readonly workers: readonly string[];
  private readonly peaks = new Map<string, { buffers: number; objects: number }>();
  private isOver = false;
  private readonly watching: Promise<void>;

  /** @param workers - the front first, then those that it calls: as `/healthz` names their isolates */
  constructor(server: LocalServer, workers: readonly string[]) {
    this.server = server;
    this.workers = workers;
    this.watching = this.watch();
  }

  /** Ends the watch. */
  async end(): Promise<PeakMemory[]> {
    this.isOver = true;
    await this.watching;
    const isolates = await isolatesOf(this.server.url);
    return isolates.map(({ name, wasm_heap_bytes }, index) => ({
      name,
      wasmHeap: wasm_heap_bytes,
      ...(this.peaks.get(this.workers[index] ?? "") ?? { buffers: 0, objects: 0 }),
    }));
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      for (const worker of this.workers) {
        const heap = await this.server.heap(worker);
        const peak = this.peaks.get(worker) ?? { buffers: 0, objects: 0 };
        this.peaks.set(worker, {
          buffers: Math.max(peak.buffers, heap.buffers),
          objects: Math.max(peak.objects, heap.objects),
        });
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  }
}
