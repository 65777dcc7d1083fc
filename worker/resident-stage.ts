/**
 * A layer stage that an isolate loads once.
 *
 * @module
 */

import { KernelEngine } from "../src/model/kernels/kernel-engine.ts";
import { KernelPool } from "../src/model/kernels/kernel-pool.ts";
import type { IsolateMemory } from "../src/model/layer-stage.ts";
import { LoadOnce } from "../src/model/load-once.ts";
import type { LocalStage } from "../src/model/model-engine.ts";
import { hashOf, readManifest } from "../src/model/package-files.ts";
import { slotLimits } from "../src/model/slot-limits.ts";
import type { PackageReader, Platform } from "../src/runtime/platform.ts";
import { poolBytesApart } from "./stage-binding.ts";

interface Loaded {
  stage: LocalStage;
  heapBytes(): number;
  packageHash: string;
}

/** Milliseconds after which a request that loads it must be gone: half as long as fronts wait for it. */
const longestLoad = 30_000;

/** Why there is nothing to load. */
class Misfit extends Error {}

export class ResidentStage {
  private readonly loadKernels: Platform["loadKernels"];
  private readonly once = new LoadOnce<Loaded>(longestLoad);

  constructor(loadKernels: Platform["loadKernels"]) {
    this.loadKernels = loadKernels;
  }

  /** The stage, if it has been loaded. */
  get stage(): LocalStage | undefined {
    return this.once.loaded?.stage;
  }

  /** What it takes here, in bytes: nothing before it has been loaded. */
  get memory(): Omit<IsolateMemory, "name"> {
    const { loaded } = this.once;
    return { heapBytes: loaded?.heapBytes() ?? 0, bufferBytes: loaded?.stage.bufferBytes ?? 0 };
  }

  /**
   * @returns why not, where the package is not the one whose hash is given, or has no such stage
   * @throws Error where the package is damaged or cannot be read
   */
  async load(reader: PackageReader, name: string, packageHash: string): Promise<Loaded | string> {
    try {
      const loaded = await this.once.get(() => this.bringUp(reader, name, packageHash));
      return loaded.packageHash === packageHash ? loaded : "of another package";
    } catch (error) {
      if (error instanceof Misfit) return error.message;
      throw error;
    }
  }

  private async bringUp(reader: PackageReader, name: string, packageHash: string): Promise<Loaded> {
    const manifest = await readManifest(reader);
    if ((await hashOf(manifest)) !== packageHash) throw new Misfit("of another package");
    const packaged = manifest.stages.find((stage) => stage.name === name);
    if (!packaged) throw new Misfit(`${manifest.name} has no such stage`);
    if (!KernelEngine.fits(manifest)) throw new Misfit("of a package that there are no kernels for");
    const engine = new KernelEngine(await this.loadKernels(), manifest, reader, {
      idleBytes: Number.POSITIVE_INFINITY,
    });
    const { valueBytes } = KernelPool;
    const limits = slotLimits(manifest, { poolBytes: poolBytesApart, areApart: true, valueBytes });
    const stage = await engine.stage(packaged, limits);
    return { stage, heapBytes: () => engine.heapBytes(), packageHash };
  }
}
