/**
 * A layer stage on Tiller's own kernels, in this isolate: the same bits as its graph gives on ONNX Runtime, in a quarter
 * of the time where a step has one row. ONNX Runtime packs all weights anew for every product, which for one row takes
 * longer than the product; here they lie packed.
 *
 * @module
 */
import { KernelMemory } from "../../runtime/kernels.ts";
import { KeptSlots } from "../kept-slots.ts";
import type { StageOutput, StageSession, StageStep } from "../layer-stage.ts";
import type { Architecture } from "../manifest.ts";
import type { LocalStage } from "../model-engine.ts";
import { noMemoryLeft } from "../slot-memory.ts";
import { readGraph } from "./graph-constants.ts";
import type { KernelPool } from "./kernel-pool.ts";
import { type LayerWeights, loadLayer } from "./layer-weights.ts";
import { requireCapacity, requireSound } from "./require-sound.ts";
import { RowBuffers } from "./row-buffers.ts";
import { SlotArena } from "./slot-arena.ts";
import { lookedAt } from "./slot-lists.ts";
import type { Looks, TreeAttention } from "./tree-attention.ts";
import { packedBytes, WeightLoader } from "./weight-loader.ts";

/** Greatest whole number that stands for a value (models/convert/exact-attention.ts). */
const greatestWhole = 1023;

export interface KernelStageParts {
  module: WebAssembly.Module;
  /** The ONNX graph of the stage, whose constants are used, and its external weights. */
  graph: Uint8Array;
  weights: Uint8Array;
  architecture: Architecture;
  /** Most positions a path may have. */
  context: number;
  /** Most rows of a step. */
  maxRows: number;
  /** Indices of its layers in the model. */
  layers: readonly number[];
  /** Most that keys and values may take, what is kept beyond sessions included. */
  mostBytes: number;
  /** Most that may be kept beyond sessions. */
  mostKeptBytes: number;
  /** What keys and values lie in may have so many bytes when no session is open. */
  idleBytes: number;
}

export class KernelStage implements LocalStage {
  private readonly parts: Omit<KernelStageParts, "graph" | "weights">;
  private readonly memory: KernelMemory;
  private readonly layers: ReadonlyMap<number, LayerWeights>;
  private readonly rotary: { cosines: number; sines: number };
  private readonly buffers: RowBuffers;
  private readonly pools = new Set<KernelPool>();
  private arena: SlotArena;
  /** What outlives its session. */
  private readonly kept: KeptSlots<Int16Array>;

  constructor({ graph, weights, ...parts }: KernelStageParts) {
    const { module, architecture, context, maxRows } = parts;
    this.parts = parts;
    this.kept = new KeptSlots<Int16Array>(parts.mostKeptBytes);
    const constants = readGraph(graph);
    const buffers = RowBuffers.bytes(architecture, maxRows);
    this.memory = new KernelMemory(module, packedBytes(constants) + buffers);
    const loader = new WeightLoader(constants, weights, this.memory);
    this.layers = new Map(parts.layers.map((layer) => [layer, loadLayer(loader, layer, architecture)]));
    const turns = (context * architecture.headDimension) / 2;
    const rotary = (name: string) => loader.required(`rotary.${name}`, turns);
    this.rotary = { cosines: rotary("cosines"), sines: rotary("sines") };
    this.buffers = new RowBuffers(this.memory, architecture, maxRows);
    this.arena = new SlotArena(parts);
  }

  /** WASM memory, in bytes: weights, and what keys and values lie in. */
  get heapBytes(): number {
    return this.memory.bytes + this.arena.bytes;
  }

  get bufferBytes(): number {
    return this.arena.usedBytes + this.kept.bytes;
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.kept.forget(key);
  }

  open(): StageSession {
    const { attention } = this.arena;
    const pool = this.arena.open();
    this.pools.add(pool);
    return {
      step: async (step) => this.step(pool, attention, step),
      keep: async (key, slots) => {
        this.requireOpen(pool);
        this.kept.keep(key, pool, slots, this.parts.layers);
      },
      recall: async (key, slots, capacity) => {
        this.requireOpen(pool);
        requireCapacity(capacity);
        this.requireRoom(pool, capacity);
        return this.kept.recall(key, pool, slots, capacity);
      },
      close: () => {
        this.pools.delete(pool);
        pool.release();
        this.tidy();
      },
    };
  }

  /** Memory never shrinks: when nobody is left, a large one makes place for a new one. */
  private tidy(): void {
    if (this.pools.size === 0 && this.arena.bytes > this.parts.idleBytes)
      this.arena = new SlotArena(this.parts);
  }

  private requireOpen(pool: KernelPool): void {
    if (!this.pools.has(pool)) throw new Error("the session has been closed");
  }

  /**
   * Those who open sessions keep within what there is (`SlotMemory`), but several may not know of each other.
   *
   * @throws TillerError `overloaded`, nothing taken, where a session wants to have more than is left
   */
  private requireRoom(pool: KernelPool, capacity: number): void {
    const { slotBytes } = this.arena;
    const more = (capacity - pool.slots) * slotBytes;
    const taken = [...this.pools].reduce((sum, { slots }) => sum + slots * slotBytes, this.kept.bytes);
    if (more > 0 && taken + more > this.parts.mostBytes) throw noMemoryLeft();
  }

  /** Computed in one go: nothing else runs in between, and nothing can fail once the slots are there. */
  private step(pool: KernelPool, attention: TreeAttention, step: StageStep): StageOutput {
    const { architecture, context, maxRows, layers } = this.parts;
    this.requireOpen(pool);
    requireSound(step, { hidden: architecture.hidden, context, maxRows, layers });
    const { x, capacity, taps, ...places } = step;
    this.requireRoom(pool, capacity);
    pool.reserve(capacity);
    const { memory, buffers } = this;
    const rows = places.positions.length;
    const looks = attention.looks(pool, places.slots, lookedAt(places, attention.mostListed));
    memory.integers(buffers.positions, rows).set(places.positions);
    const state = memory.floats(buffers.state, x.length);
    state.set(x);
    const tapped = new Map<number, Float32Array>();
    for (const [layer, weights] of this.layers) {
      this.normalise(weights.attentionNorm, rows);
      if (taps.includes(layer)) tapped.set(layer, this.tap(weights, rows));
      this.attend(attention, pool.layerOffset(layer), weights, looks);
      this.normalise(weights.mlpNorm, rows);
      this.feedForward(weights, rows);
    }
    return { y: state.slice(), taps: taps.flatMap((layer) => tapped.get(layer) ?? []) };
  }

  private normalise(norm: number, rows: number): void {
    const { hidden, normEpsilon } = this.parts.architecture;
    const { state, normed } = this.buffers;
    this.memory.kernels.normalise(state, norm, normed, rows, hidden, normEpsilon);
  }

  /** The normed input of a layer as it was before smoothing was folded into its norm. */
  private tap({ tapScale }: LayerWeights, rows: number): Float32Array {
    const { hidden } = this.parts.architecture;
    const { normed, tapped } = this.buffers;
    if (tapScale === null) return this.memory.floats(normed, rows * hidden).slice();
    this.memory.kernels.multiplyColumns(normed, tapScale, tapped, rows, hidden);
    return this.memory.floats(tapped, rows * hidden).slice();
  }

  /** state += output(attention(query, key, value of the normed rows)) */
  private attend(attention: TreeAttention, layer: number, weights: LayerWeights, looks: Looks): void {
    const { memory, buffers, rotary } = this;
    const { kernels } = memory;
    const { hidden, queryHeads, keyValueHeads, headDimension } = this.parts.architecture;
    const rows = looks.written.length;
    const [queries, keys, values] = buffers.attentionInputs(rows);
    buffers.quantise(buffers.normed, rows, hidden);
    buffers.multiply(weights.query, queries, rows);
    buffers.multiply(weights.key, keys, rows);
    buffers.multiply(weights.value, values, rows);
    const turn = (x: number, heads: number) =>
      kernels.rotate(x, rotary.cosines, rotary.sines, buffers.positions, rows, heads, headDimension);
    turn(queries, queryHeads);
    turn(keys, keyValueHeads);
    kernels.wholeNumbers(values, weights.units, greatestWhole, rows * keyValueHeads * headDimension);
    const inputs = memory.floats(queries, rows * (queryHeads + 2 * keyValueHeads) * headDimension);
    const seen = attention.attend(inputs, layer, looks, weights.units);
    memory.floats(buffers.attended, seen.length).set(seen);
    buffers.quantise(buffers.attended, rows, queryHeads * headDimension);
    buffers.multiply(weights.attentionOutput, buffers.product, rows);
    kernels.add(buffers.state, buffers.product, rows * hidden);
  }

  /** state += down(SiLU(gate) · up) */
  private feedForward(weights: LayerWeights, rows: number): void {
    const { buffers } = this;
    const { kernels } = this.memory;
    const { hidden, feedForward } = this.parts.architecture;
    buffers.quantise(buffers.normed, rows, hidden);
    buffers.multiply(weights.gate, buffers.gate, rows);
    buffers.multiply(weights.up, buffers.up, rows);
    kernels.gate(buffers.gate, buffers.up, rows * feedForward);
    buffers.multiplyGroups(weights.down, buffers.gate, buffers.product, rows);
    kernels.add(buffers.state, buffers.product, rows * hidden);
  }
}
