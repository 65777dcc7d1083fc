/**
 * A package on ONNX Runtime, graph by graph: what kernels are measured against, and packages that they are not for.
 *
 * @module
 */
import type { GraphSession, OnnxRuntime } from "../runtime/onnx-runtime.ts";
import type { PackageReader } from "../runtime/platform.ts";
import type { Front } from "./front.ts";
import { KeyValuePool } from "./kv-pool.ts";
import { layersOf, type Manifest, type PackagedGraph, type PackagedStage } from "./manifest.ts";
import type { LocalStage, ModelEngine } from "./model-engine.ts";
import { OnnxFront } from "./onnx-front.ts";
import { OnnxStage } from "./onnx-stage.ts";
import { bringUp } from "./package-files.ts";
import { bytesOfSlot, type SlotLimits } from "./slot-limits.ts";

export class OnnxEngine implements ModelEngine {
  private readonly onnx: OnnxRuntime;
  private readonly manifest: Manifest;
  private readonly reader: PackageReader;
  private readonly graphs: GraphSession[] = [];

  constructor(onnx: OnnxRuntime, manifest: Manifest, reader: PackageReader) {
    this.onnx = onnx;
    this.manifest = manifest;
    this.reader = reader;
  }

  async front(graph: PackagedGraph): Promise<Front> {
    return new OnnxFront(await this.bringUp(graph), this.manifest.architecture);
  }

  async stage(stage: PackagedStage, { kept }: SlotLimits): Promise<LocalStage> {
    const { architecture } = this.manifest;
    const layers = layersOf(stage);
    const width = architecture.keyValueHeads * architecture.headDimension;
    const bytes = bytesOfSlot(layers.length, width, KeyValuePool.valueBytes);
    return new OnnxStage({
      graph: await this.bringUp(stage),
      architecture,
      layers,
      mostKeptBytes: kept * bytes,
    });
  }

  /** All is in ONNX Runtime's. */
  heapBytes(): number {
    return 0;
  }

  async release(): Promise<void> {
    await Promise.all(this.graphs.map((graph) => graph.release()));
  }

  private async bringUp(packaged: PackagedGraph): Promise<GraphSession> {
    const graph = await bringUp(packaged, this.reader, this.onnx);
    this.graphs.push(graph);
    return graph;
  }
}
