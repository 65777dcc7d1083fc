/**
 * A layer stage on ONNX Runtime, in this isolate.
 *
 * @module
 */
import { type GraphSession, Tensor } from "../runtime/onnx-runtime.ts";
import { attentionMask } from "./attention-mask.ts";
import { KeptSlots } from "./kept-slots.ts";
import { KeyValuePool } from "./kv-pool.ts";
import type { LayerStage, StageSession, StageStep } from "./layer-stage.ts";
import type { Architecture } from "./manifest.ts";
import { floats, int64, matrix } from "./tensors.ts";

export interface OnnxStageParts {
  graph: GraphSession;
  architecture: Architecture;
  /** Indices of its layers in the model. */
  layers: readonly number[];
}

export class OnnxStage implements LayerStage {
  private readonly parts: OnnxStageParts;
  private readonly pools = new Set<KeyValuePool>();
  /** What outlives its session. */
  private readonly kept = new KeptSlots();

  constructor(parts: OnnxStageParts) {
    this.parts = parts;
  }

  /** Bytes that keys and values take: those of open sessions, and those that are kept. */
  get bufferBytes(): number {
    return [...this.pools].reduce((sum, { bytes }) => sum + bytes, this.kept.bytes);
  }

  forget(key: string): void {
    this.kept.forget(key);
  }

  open(): StageSession {
    const { keyValueHeads, headDimension } = this.parts.architecture;
    const pool = new KeyValuePool(this.parts.layers, keyValueHeads * headDimension);
    this.pools.add(pool);
    return {
      step: (step) => this.step(pool, step),
      keep: async (key, slots) => this.kept.keep(key, pool, slots, this.parts.layers),
      recall: async (key, slots) => this.kept.recall(key, pool, slots),
      close: () => {
        pool.release();
        this.pools.delete(pool);
      },
    };
  }

  private async step(pool: KeyValuePool, { x, ...rows }: StageStep): Promise<Float32Array> {
    const { graph, layers, architecture } = this.parts;
    const lastSlot = Math.max(...rows.slots);
    pool.reserve(lastSlot);
    const count = rows.slots.length;
    const mask = new Tensor("float32", attentionMask(rows, pool.filled), [count, pool.filled + count]);
    const outputs = await graph.run({
      x: matrix(x, architecture.hidden),
      position_ids: int64(rows.positions),
      mask,
      ...this.past(pool),
    });
    // Nothing is written before all has been computed: a step that fails leaves the session as it was.
    for (const layer of layers) {
      pool.write(
        layer,
        rows.slots,
        floats(outputs, `new.${layer}.key`),
        floats(outputs, `new.${layer}.value`),
      );
    }
    pool.filled = Math.max(pool.filled, lastSlot + 1);
    return floats(outputs, "y");
  }

  private past(pool: KeyValuePool): Record<string, Tensor> {
    const { keyValueHeads, headDimension } = this.parts.architecture;
    const inputs: Record<string, Tensor> = {};
    for (const layer of this.parts.layers) {
      const { key, value } = pool.views(layer);
      inputs[`past.${layer}.key`] = matrix(key, keyValueHeads * headDimension);
      inputs[`past.${layer}.value`] = matrix(value, keyValueHeads * headDimension);
    }
    return inputs;
  }
}
