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

interface Loaded {
  stage: OnnxStage;
  onnx: OnnxRuntime;
}

/** Milliseconds between two looks at whether another request has loaded it. */
const interval = 20;

export class ResidentStage {
  private readonly platform: Platform;
  private loaded: (Loaded & { packageHash: string }) | undefined;
  private isLoading = false;

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
   * @throws Error where the package is not the one whose hash is given, has no such stage, or is damaged
   */
  async load(reader: PackageReader, name: string, packageHash: string): Promise<Loaded> {
    while (this.isLoading) await new Promise((resolve) => setTimeout(resolve, interval));
    if (this.loaded?.packageHash === packageHash) return this.loaded;
    this.isLoading = true;
    try {
      const manifest = await readManifest(reader);
      const own = await hashOf(manifest);
      if (own !== packageHash) throw new Error(`${name}: of the package ${own}, not of ${packageHash}`);
      const packaged = manifest.stages.find((stage) => stage.name === name);
      if (!packaged) throw new Error(`${manifest.name} has no stage ${name}`);
      const onnx = await this.platform.startOnnx();
      const stage = await loadStage(packaged, manifest, reader, onnx);
      this.loaded = { stage, onnx, packageHash };
      return this.loaded;
    } finally {
      this.isLoading = false;
    }
  }
}
