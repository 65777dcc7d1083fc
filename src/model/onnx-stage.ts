/**
 * A layer stage on ONNX Runtime, in this isolate.
 *
 * @module
 */
import type { GraphSession, Tensor } from "../runtime/onnx-runtime.ts";
import { attentionBlocks, blockInputs } from "./attention-blocks.ts";
import { KeptSlots } from "./kept-slots.ts";
import { KeyValuePool } from "./kv-pool.ts";
import type { StageOutput, StageSession, StageStep } from "./layer-stage.ts";
import type { Architecture } from "./manifest.ts";
import type { LocalStage } from "./model-engine.ts";
import { releaseBuffer } from "./release-buffer.ts";
import { floats, int64, matrix } from "./tensors.ts";

export interface OnnxStageParts {
  graph: GraphSession;
  architecture: Architecture;
  /** Indices of its layers in the model. */
  layers: readonly number[];
  /** Most that may be kept beyond sessions. */
  mostKeptBytes: number;
}

export class OnnxStage implements LocalStage {
  private readonly parts: OnnxStageParts;
  private readonly pools = new Set<KeyValuePool>();
  /** What outlives its session. */
  private readonly kept: KeptSlots<Float32Array>;

  constructor(parts: OnnxStageParts) {
    this.parts = parts;
    this.kept = new KeptSlots<Float32Array>(parts.mostKeptBytes);
  }

  get bufferBytes(): number {
    return [...this.pools].reduce((sum, { bytes }) => sum + bytes, this.kept.bytes);
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.kept.forget(key);
  }

  open(): StageSession {
    const { keyValueHeads, headDimension } = this.parts.architecture;
    const pool = new KeyValuePool(this.parts.layers, keyValueHeads * headDimension);
    this.pools.add(pool);
    return {
      step: (step) => this.step(pool, step),
      keep: async (key, slots) => {
        this.requireOpen(pool);
        this.kept.keep(key, pool, slots, this.parts.layers);
      },
      recall: async (key, slots, capacity) => {
        this.requireOpen(pool);
        return this.kept.recall(key, pool, slots, capacity);
      },
      close: () => {
        pool.release();
        this.pools.delete(pool);
      },
    };
  }

  private requireOpen(pool: KeyValuePool): void {
    if (!this.pools.has(pool)) throw new Error("the session has been closed");
  }

  /**
   * Two at once would get into each other's way in ONNX Runtime's WASM stack. It runs without a turn of the event loop
   * in between, and each step comes in a turn of its own.
   */
  private async step(pool: KeyValuePool, { x, capacity, taps, ...rows }: StageStep): Promise<StageOutput> {
    const { graph, layers, architecture } = this.parts;
    this.requireOpen(pool);
    pool.reserve(capacity);
    const { seen, blocks } = attentionBlocks(rows);
    const outputs = await graph.run(
      {
        x: matrix(x, architecture.hidden),
        position_ids: int64(rows.positions),
        ...blockInputs(blocks),
        ...this.past(pool, seen),
      },
      ["y", ...layers.flatMap((layer) => [`new.${layer}.key`, `new.${layer}.value`]), ...taps.map(tapName)],
    );
    for (const array of [blocks.mask, blocks.columns]) releaseBuffer(array);
    // Nothing is written before all has been computed: a step that fails leaves the session as it was.
    for (const layer of layers) {
      const [key, value] = [floats(outputs, `new.${layer}.key`), floats(outputs, `new.${layer}.value`)];
      pool.write(layer, rows.slots, key, value);
      for (const array of [key, value]) releaseBuffer(array);
    }
    return { y: floats(outputs, "y"), taps: taps.map((layer) => floats(outputs, tapName(layer))) };
  }

  /** The first `slots` of the pool. */
  private past(pool: KeyValuePool, slots: number): Record<string, Tensor> {
    const { keyValueHeads, headDimension } = this.parts.architecture;
    const inputs: Record<string, Tensor> = {};
    for (const layer of this.parts.layers) {
      const { key, value } = pool.views(layer, slots);
      inputs[`past.${layer}.key`] = matrix(key, keyValueHeads * headDimension);
      inputs[`past.${layer}.value`] = matrix(value, keyValueHeads * headDimension);
    }
    return inputs;
  }
}

function tapName(layer: number): string {
  return `tap.${layer}`;
}
