/**
 * The smallest driver of the reference graphs (tree_graph.py): same rows, same mask, same KV pool as the
 * product's, written apart from it, so that a slow product shows against it.
 *
 * @module
 */
import { KeyValuePool } from "../../src/model/kv-pool.ts";
import type { ModelSession, Row } from "../../src/model/language-model.ts";
import { packRows } from "../../src/model/layer-stage.ts";
import { type GraphSession, Tensor } from "../../src/runtime/onnx-runtime.ts";
import { attentionMask } from "./attention-mask.ts";
import { referenceShape } from "./reference-manifest.ts";

export interface ReferenceGraphs {
  front: GraphSession;
  stages: readonly { from: number; to: number; graph: GraphSession }[];
}

const { hidden: width, vocabulary, slotWidth, layers } = referenceShape;

export class ReferenceSession implements ModelSession {
  private readonly graphs: ReferenceGraphs;
  private filled = 0;
  private readonly pool = new KeyValuePool([...Array(layers).keys()], slotWidth);

  constructor(graphs: ReferenceGraphs) {
    this.graphs = graphs;
  }

  async step(rows: readonly Row[]): Promise<Float32Array[]> {
    const { pool } = this;
    const slots = rows.map(({ slot }) => slot);
    const lastSlot = Math.max(...slots);
    pool.reserve(Math.max(1024, lastSlot + 1));
    const mask = new Tensor("float32", attentionMask(packRows(rows), this.filled), [
      rows.length,
      this.filled + rows.length,
    ]);
    const position_ids = int64(rows.map(({ position }) => position));
    let x = await this.front(
      rows.map(({ token }) => token),
      null,
      "embeds",
    );
    for (const { from, to, graph } of this.graphs.stages) {
      const outputs = await graph.run({ x, position_ids, mask, ...this.past(from, to) });
      for (let layer = from; layer < to; layer++) {
        pool.write(layer, slots, floats(outputs[`new.${layer}.key`]), floats(outputs[`new.${layer}.value`]));
      }
      x = present(outputs.y);
    }
    this.filled = Math.max(this.filled, lastSlot + 1);
    return this.logits(floats(x), rows);
  }

  close(): void {
    this.pool.release();
  }

  private past(from: number, to: number): Record<string, Tensor> {
    const inputs: Record<string, Tensor> = {};
    for (let layer = from; layer < to; layer++) {
      const { key, value } = this.pool.views(layer, this.filled);
      inputs[`past.${layer}.key`] = new Tensor("float32", key, [this.filled, slotWidth]);
      inputs[`past.${layer}.value`] = new Tensor("float32", value, [this.filled, slotWidth]);
    }
    return inputs;
  }

  private async logits(y: Float32Array, rows: readonly Row[]): Promise<Float32Array[]> {
    const wanted = rows.flatMap(({ wantsLogits }, row) => (wantsLogits ? [row] : []));
    if (wanted.length === 0) return [];
    const chosen = new Float32Array(wanted.length * width);
    for (const [to, from] of wanted.entries())
      chosen.set(y.subarray(from * width, (from + 1) * width), to * width);
    const logits = floats(await this.front(null, chosen, "logits"));
    return wanted.map((_, row) => logits.subarray(row * vocabulary, (row + 1) * vocabulary));
  }

  /** The reference's front computes both halves whatever is asked for, and neither takes no rows. */
  private async front(
    tokens: number[] | null,
    hidden: Float32Array | null,
    name: "embeds" | "logits",
  ): Promise<Tensor> {
    const states = hidden ?? new Float32Array(width);
    const inputs = {
      input_ids: int64(tokens ?? [0]),
      hidden: new Tensor("float32", states, [states.length / width, width]),
    };
    return present((await this.graphs.front.run(inputs, [name]))[name]);
  }
}

function int64(values: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
}

function floats(tensor: Tensor | undefined): Float32Array {
  return present(tensor).data as Float32Array;
}

function present(tensor: Tensor | undefined): Tensor {
  if (!tensor) throw new Error("the reference graph lacks an output");
  return tensor;
}
