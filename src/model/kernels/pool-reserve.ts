/**
 * The memories of a stage's sessions. WASM memory cannot be given back: V8 collects it when it will, which at the edge,
 * where all of an isolate has 128 MB, is late. So those of closed sessions wait for the next ones.
 *
 * @module
 */
import type { KernelPool } from "./kernel-pool.ts";

export class PoolReserve {
  private readonly make: () => KernelPool;
  private readonly mostBytes: number;
  private readonly used = new Set<KernelPool>();
  /** The largest last. */
  private readonly idle: KernelPool[] = [];

  /** @param mostBytes - of all memories together, as long as any of them is idle */
  constructor(make: () => KernelPool, mostBytes: number) {
    this.make = make;
    this.mostBytes = mostBytes;
  }

  /** All that is in use, in bytes. */
  get usedBytes(): number {
    return sum(this.used, ({ bytes }) => bytes);
  }

  /** All that waits, in bytes. */
  get idleBytes(): number {
    return sum(this.idle, ({ bytes }) => bytes);
  }

  /** What the slots take that sessions have room for, in bytes. */
  get slotsBytes(): number {
    return sum(this.used, ({ slotsBytes }) => slotsBytes);
  }

  take(): KernelPool {
    const pool = this.idle.pop() ?? this.make();
    this.used.add(pool);
    return pool;
  }

  giveBack(pool: KernelPool): void {
    this.used.delete(pool);
    pool.empty();
    this.idle.push(pool);
    this.idle.sort((one, other) => one.bytes - other.bytes);
    this.makeRoom(0);
  }

  /** Lets go of idle memories, the smallest first, where others would not fit beside them. */
  makeRoom(more: number): void {
    while (this.idle.length > 0 && this.usedBytes + this.idleBytes + more > this.mostBytes) this.idle.shift();
  }
}

function sum(pools: Iterable<KernelPool>, of: (pool: KernelPool) => number): number {
  return Array.from(pools, of).reduce((total, bytes) => total + bytes, 0);
}
