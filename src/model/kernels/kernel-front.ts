/**
 * The front on Tiller's own kernels: embedding and head, which may share a table.
 *
 * @module
 */
import { KernelMemory } from "../../runtime/kernels.ts";
import type { Front } from "../front.ts";
import type { RowLogits } from "../language-model.ts";
import type { Architecture } from "../manifest.ts";
import { readGraph } from "./graph-constants.ts";
import { inWholeBlocks, packedBytes, type Table, WeightLoader } from "./weight-loader.ts";

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

export interface KernelFrontParts {
  module: WebAssembly.Module;
  /** The ONNX graph of the front, whose constants are used, and its external weights. */
  graph: Uint8Array;
  weights: Uint8Array;
  architecture: Architecture;
  /** Rows whose logits are computed at once: the more, the faster, and the more memory it takes. */
  mostLogits: number;
}

export class KernelFront implements Front {
  private readonly memory: KernelMemory;
  private readonly architecture: Architecture;
  private readonly mostLogits: number;
  private readonly embedding: readonly Table[];
  private readonly head: readonly Table[];
  private readonly norm: number;
  /** Undoes what was folded into a shared table. */
  private readonly embeddingScale: number | null;
  private readonly buffers: { states: number; quantised: number; scales: number; logits: number };

  constructor({ module, graph, weights, architecture, mostLogits }: KernelFrontParts) {
    const { hidden, vocabulary } = architecture;
    const columns = inWholeBlocks(vocabulary);
    const constants = readGraph(graph);
    const rowBytes = (hidden * 2 + columns + 64) * floatBytes;
    this.memory = new KernelMemory(module, packedBytes(constants) + mostLogits * rowBytes);
    this.architecture = architecture;
    this.mostLogits = mostLogits;
    const loader = new WeightLoader(constants, weights, this.memory);
    this.embedding = loader.groups("embedding", hidden, vocabulary);
    this.head = loader.has("head") ? loader.groups("head", hidden, vocabulary) : this.embedding;
    this.norm = loader.required("final.norm", hidden);
    this.embeddingScale = loader.floats("embeds.scale", hidden);
    // Products come in fours of rows.
    const rows = (width: number) => this.memory.take(Math.ceil(mostLogits / 4) * 4 * width * floatBytes);
    this.buffers = {
      states: rows(hidden),
      quantised: rows(hidden / 2),
      scales: rows(1),
      logits: rows(columns),
    };
  }

  /** Size of the weights' memory, in bytes. */
  get heapBytes(): number {
    return this.memory.bytes;
  }

  async embed(tokens: readonly number[]): Promise<Float32Array> {
    const { hidden, vocabulary } = this.architecture;
    const { kernels } = this.memory;
    const { states } = this.buffers;
    const unknown = tokens.find((token) => !(token >= 0 && token < vocabulary));
    if (unknown !== undefined) throw new RangeError(`no token ${unknown}`);
    const rows = new Float32Array(tokens.length * hidden);
    for (const [row, token] of tokens.entries()) {
      let at = states;
      for (const { packed, scales, inputs } of this.embedding) {
        kernels.lookUp(packed, scales, at, inputs, token);
        at += inputs * floatBytes;
      }
      if (this.embeddingScale !== null) {
        kernels.multiplyColumns(states, this.embeddingScale, states, 1, hidden);
      }
      rows.set(this.memory.floats(states, hidden), row * hidden);
    }
    return rows;
  }

  async logits(states: Float32Array, rows: readonly number[]): Promise<RowLogits[]> {
    const logits: RowLogits[] = [];
    for (let first = 0; first < rows.length; first += this.mostLogits) {
      logits.push(...this.logitsOf(states, rows.slice(first, first + this.mostLogits)));
    }
    return logits;
  }

  private logitsOf(states: Float32Array, rows: readonly number[]): RowLogits[] {
    const { hidden, vocabulary, normEpsilon } = this.architecture;
    const { kernels } = this.memory;
    const { states: x, quantised, scales: rowScales, logits } = this.buffers;
    const chosen = this.memory.floats(x, rows.length * hidden);
    for (const [to, from] of rows.entries()) {
      chosen.set(states.subarray(from * hidden, (from + 1) * hidden), to * hidden);
    }
    kernels.normalise(x, this.norm, x, rows.length, hidden, normEpsilon);
    let column = 0;
    for (const { packed, scales, inputs, outputs } of this.head) {
      kernels.quantise(x + column * floatBytes, quantised, rowScales, rows.length, inputs, hidden);
      const isAdded = column > 0;
      kernels.multiply(quantised, packed, scales, rowScales, logits, rows.length, inputs, outputs, isAdded);
      column += inputs;
    }
    const rowBytes = inWholeBlocks(vocabulary) * floatBytes;
    return rows.map((_, row) => {
      const at = logits + row * rowBytes;
      const greatest = kernels.greatestOf(at, vocabulary);
      const logNormaliser = greatest + Math.log(kernels.sumOfExponentials(at, vocabulary, greatest));
      return { values: this.memory.floats(at, vocabulary).slice(), logNormaliser };
    });
  }
}
