/**
 * The token-tree model on ONNX Runtime: a front (embedding, head) and layer stages, run in order.
 *
 * @module
 */
import { type GraphSession, Tensor } from "../runtime/onnx-runtime.ts";
import { attentionMask } from "./attention-mask.ts";
import { KeyValuePool } from "./kv-pool.ts";
import type { ModelSession, Row } from "./language-model.ts";
import { type Architecture, type LayerStage, layersOf } from "./manifest.ts";
import type { PoolMemory } from "./pool-memory.ts";

export interface StageSession {
  stage: LayerStage;
  graph: GraphSession;
}

export interface OnnxModel {
  architecture: Architecture;
  front: GraphSession;
  stages: readonly StageSession[];
  memory: PoolMemory;
}

export class OnnxModelSession implements ModelSession {
  private readonly model: OnnxModel;
  private readonly pool: KeyValuePool;

  constructor(model: OnnxModel) {
    this.model = model;
    const { layers, keyValueHeads, headDimension } = model.architecture;
    this.pool = new KeyValuePool(layers, keyValueHeads * headDimension, model.memory);
  }

  async step(rows: readonly Row[], admit = () => {}): Promise<Float32Array[]> {
    const slots = rows.map((row) => row.slot);
    const lastSlot = Math.max(...slots);
    this.pool.reserve(lastSlot);
    admit();
    const hidden = await this.throughLayers(await this.embed(rows), rows, slots);
    this.pool.filled = Math.max(this.pool.filled, lastSlot + 1);
    return this.logits(hidden, rows);
  }

  close(): void {
    this.pool.release();
  }

  private async embed(rows: readonly Row[]): Promise<Tensor> {
    const inputIds = int64(rows.map((row) => row.token));
    return this.throughFront(inputIds, new Float32Array(0), "embeds");
  }

  private async throughLayers(embeds: Tensor, rows: readonly Row[], slots: number[]): Promise<Tensor> {
    const { filled } = this.pool;
    const mask = new Tensor("float32", attentionMask(rows, filled), [rows.length, filled + rows.length]);
    const positions = int64(rows.map((row) => row.position));
    let x = embeds;
    for (const { stage, graph } of this.model.stages) {
      const outputs = await graph.run({ x, position_ids: positions, mask, ...this.past(stage) });
      for (const layer of layersOf(stage)) {
        const key = output(outputs, `new.${layer}.key`).data as Float32Array;
        const value = output(outputs, `new.${layer}.value`).data as Float32Array;
        this.pool.write(layer, slots, key, value);
      }
      x = output(outputs, "y");
    }
    return x;
  }

  /** One half of the front: it skips the half whose input has no rows. */
  private async throughFront(
    inputIds: Tensor,
    hidden: Float32Array,
    name: "embeds" | "logits",
  ): Promise<Tensor> {
    const { hidden: width } = this.model.architecture;
    const inputs = {
      input_ids: inputIds,
      hidden: new Tensor("float32", hidden, [hidden.length / width, width]),
    };
    return output(await this.model.front.run(inputs, [name]), name);
  }

  private past(stage: LayerStage): Record<string, Tensor> {
    const { keyValueHeads, headDimension } = this.model.architecture;
    const shape = [this.pool.filled, keyValueHeads * headDimension];
    const inputs: Record<string, Tensor> = {};
    for (const layer of layersOf(stage)) {
      const { key, value } = this.pool.views(layer);
      inputs[`past.${layer}.key`] = new Tensor("float32", key, shape);
      inputs[`past.${layer}.value`] = new Tensor("float32", value, shape);
    }
    return inputs;
  }

  private async logits(y: Tensor, rows: readonly Row[]): Promise<Float32Array[]> {
    const { hidden: width, vocabulary } = this.model.architecture;
    const wanted = rows.flatMap((row, index) => (row.wantsLogits ? [index] : []));
    if (wanted.length === 0) return [];
    const all = y.data as Float32Array;
    const hidden = new Float32Array(wanted.length * width);
    for (const [to, from] of wanted.entries()) {
      hidden.set(all.subarray(from * width, (from + 1) * width), to * width);
    }
    const logits = (await this.throughFront(int64([]), hidden, "logits")).data as Float32Array;
    return wanted.map((_, row) => logits.subarray(row * vocabulary, (row + 1) * vocabulary));
  }
}

function int64(values: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
}

function output(outputs: Record<string, Tensor>, name: string): Tensor {
  const tensor = outputs[name];
  if (!tensor) throw new Error(`the graph has no output ${name}`);
  return tensor;
}
