import { KernelEngine } from "../../src/model/kernels/kernel-engine.ts";
import { KernelPool } from "../../src/model/kernels/kernel-pool.ts";
import type { Manifest, PackagedStage } from "../../src/model/manifest.ts";
import type { LocalStage } from "../../src/model/model-engine.ts";
import { slotLimits } from "../../src/model/slot-limits.ts";
import { nodePlatform } from "../../src/runtime/node.ts";
import type { PackageReader } from "../../src/runtime/platform.ts";

/** A stage as a stage Worker loads it. */
export async function loadStage(
  packaged: PackagedStage,
  manifest: Manifest,
  reader: PackageReader,
  poolBytes: number,
): Promise<LocalStage> {
  const engine = new KernelEngine(await nodePlatform.loadKernels(), manifest, reader);
  return engine.stage(
    packaged,
    slotLimits(manifest, { poolBytes, areApart: true, valueBytes: KernelPool.valueBytes }),
  );
}
