/**
 * The front on ONNX Runtime: embedding and head, which share a table.
 *
 * @module
 */
import type { GraphSession } from "../runtime/onnx-runtime.ts";
import type { Front } from "./front.ts";
import type { RowLogits } from "./language-model.ts";
import { logSumExp } from "./log-sum-exp.ts";
import type { Architecture } from "./manifest.ts";
import { releaseBuffer } from "./release-buffer.ts";
import { floats, int64, matrix } from "./tensors.ts";

export class OnnxFront implements Front {
  private readonly graph: GraphSession;
  private readonly architecture: Architecture;

  constructor(graph: GraphSession, architecture: Architecture) {
    this.graph = graph;
    this.architecture = architecture;
  }

  async embed(tokens: readonly number[]): Promise<Float32Array> {
    return this.run(tokens, new Float32Array(0), "embeds");
  }

  async logits(states: Float32Array, rows: readonly number[]): Promise<RowLogits[]> {
    if (rows.length === 0) return [];
    const { hidden: width, vocabulary } = this.architecture;
    const chosen = new Float32Array(rows.length * width);
    for (const [to, from] of rows.entries()) {
      chosen.set(states.subarray(from * width, (from + 1) * width), to * width);
    }
    const logits = await this.run([], chosen, "logits");
    // A copy of each: one that is still needed must not hold on to all.
    const own = rows.map((_, row) => {
      const values = logits.slice(row * vocabulary, (row + 1) * vocabulary);
      return { values, logNormaliser: logSumExp(values) };
    });
    releaseBuffer(logits);
    return own;
  }

  /** One half of the graph: it skips the half whose input has no rows. */
  private async run(
    tokens: readonly number[],
    hidden: Float32Array,
    name: "embeds" | "logits",
  ): Promise<Float32Array> {
    const inputs = { input_ids: int64(tokens), hidden: matrix(hidden, this.architecture.hidden) };
    return floats(await this.graph.run(inputs, [name]), name);
  }
}
