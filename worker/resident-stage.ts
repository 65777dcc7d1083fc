/**
 * A layer stage that an isolate loads once.
 *
 * @module
 */
import { loadStage } from "../src/model/load-package.ts";
import type { OnnxStage } from "../src/model/onnx-stage.ts";
import { hashOf, readManifest } from "../src/model/package-files.ts";
import type { OnnxRuntime } from "../src/runtime/onnx-runtime.ts";
import type { PackageReader, Platform } from "../src/runtime/platform.ts";
import { poolBytesApart } from "./stage-binding.ts";

interface Loaded {
  stage: OnnxStage;
  onnx: OnnxRuntime;
}

/** Milliseconds between two looks at whether another request has loaded it. */
const interval = 20;

/** Milliseconds after which a request that loads it must be gone: it would have succeeded or failed. */
const longestLoad = 30_000;

export class ResidentStage {
  private readonly platform: Platform;
  private loaded: (Loaded & { packageHash: string }) | undefined;
  private loadingSince: number | undefined;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** The stage, if it has been loaded. */
  get stage(): OnnxStage | undefined {
    return this.loaded?.stage;
  }

  /**
   * In a plain Worker no request may wait for a promise of another's: those that come while the first one loads look
   * again until it has.
   *
   * @returns why not, where the package is not the one whose hash is given, or has no such stage
   * @throws Error where the package is damaged or cannot be read
   */
  async load(reader: PackageReader, name: string, packageHash: string): Promise<Loaded | string> {
    while (this.isLoading) await new Promise((resolve) => setTimeout(resolve, interval));
    if (this.loaded) return this.loaded.packageHash === packageHash ? this.loaded : "of another package";
    const begun = Date.now();
    this.loadingSince = begun;
    try {
      const manifest = await readManifest(reader);
      if ((await hashOf(manifest)) !== packageHash) return "of another package";
      const packaged = manifest.stages.find((stage) => stage.name === name);
      if (!packaged) return `${manifest.name} has no such stage`;
      const onnx = await this.platform.startOnnx();
      const stage = await loadStage(packaged, manifest, reader, onnx, poolBytesApart);
      this.loaded = { stage, onnx, packageHash };
      return this.loaded;
    } finally {
      if (this.loadingSince === begun) this.loadingSince = undefined;
    }
  }

  private get isLoading(): boolean {
    return this.loadingSince !== undefined && Date.now() - this.loadingSince < longestLoad;
  }
}
