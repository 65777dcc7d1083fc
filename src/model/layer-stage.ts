/**
 * The contract of a layer stage, wherever it runs: in this isolate or in one of its own.
 *
 * @module
 */
import type { Row } from "./language-model.ts";

/** Where rows stand in the token tree: typed arrays only, small enough to be sent along with every step. */
export interface TreeRows {
  /** Distance from the first token of the prompt [rows]. */
  positions: Int32Array;
  /** Slots that receive the rows' keys and values [rows]. */
  slots: Int32Array;
  /** The slots of all ancestors, row after row. */
  ancestors: Int32Array;
  /** How many of them are each row's [rows]. */
  ancestorCounts: Int32Array;
}

export interface StageStep extends TreeRows {
  /** Hidden states [rows, hidden] as the stage before gives them. */
  x: Float32Array;
  /** Slots that the session must have room for. */
  capacity: number;
  /** Layers of the stage whose taps are wanted. */
  taps: readonly number[];
}

export interface StageOutput {
  /** Hidden states [rows, hidden] for the stage behind. */
  y: Float32Array;
  /** The normed input [rows, hidden] of each layer whose tap was wanted, in the same order. */
  taps: Float32Array[];
}

/** The keys and values that one session has in a stage's layers. Steps run one after another. */
export interface StageSession {
  /**
   * Computes the layers for some rows.
   *
   * @throws TillerError `overloaded`, nothing written, where there is no room for so many slots; `stage_lost` where the
   *   stage and with it the session's keys and values are gone
   */
  step(step: StageStep): Promise<StageOutput>;
  /** Keeps a copy of what is in some slots, which outlives the session, under a key that is new. */
  keep(key: string, slots: Int32Array): Promise<void>;
  /**
   * Fills slots with the first of those kept under a key; false, and nothing done, where they are gone.
   *
   * @param capacity - slots that the session must have room for
   * @throws TillerError as `step`
   */
  recall(key: string, slots: Int32Array, capacity: number): Promise<boolean>;
  /** Gives the memory of the keys and values back; no step may follow. */
  close(): void;
}

export interface LayerStage {
  open(): StageSession;
  /** Lets go of what was kept under these keys: in another Worker that is a call, of which a request has few. */
  forget(keys: readonly string[]): void;
}

/** What an isolate holds, in bytes. */
export interface IsolateMemory {
  name: string;
  /** WASM memory: weights, and what keys and values lie in. */
  heapBytes: number;
  /** Keys and values: those of open sessions, in WASM memory, and those that are kept. */
  bufferBytes: number;
}

/** The rows' places, packed. */
export function packRows(rows: readonly Row[]): TreeRows {
  const ancestors = new Int32Array(rows.reduce((sum, row) => sum + row.ancestors.length, 0));
  let offset = 0;
  for (const row of rows) {
    ancestors.set(row.ancestors, offset);
    offset += row.ancestors.length;
  }
  return {
    positions: Int32Array.from(rows, ({ position }) => position),
    slots: Int32Array.from(rows, ({ slot }) => slot),
    ancestors,
    ancestorCounts: Int32Array.from(rows, (row) => row.ancestors.length),
  };
}
