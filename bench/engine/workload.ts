/**
 * What the engine is timed on: steps of a search tree, and reading a prompt.
 *
 * @module
 */
import type { ModelSession, Row, RowLogits } from "../../src/model/language-model.ts";

/**
 * A tree in the middle of a search, 64 slots in use: a prompt, eight branches of one token each, and
 * branches that were dropped, whose slots new rows take over. So every repetition meets the same pool.
 */
const trunk = 24;
const branches = 8;
const filled = 64;
const promptTokens = 256;

export interface Workload {
  name: string;
  /** Rows that count as its work. */
  rows: number;
  /** How much rarer than the quickest it is run, because it takes longer. */
  everyNthRound: number;
  /** Brings a model's session to where the workload starts. */
  prepare(open: () => ModelSession): Promise<PreparedWorkload>;
}

/** A workload on one model. */
export interface PreparedWorkload {
  /** What is to be timed; it can be run many times, and gives the logits of its last step. */
  run(): Promise<RowLogits[]>;
  close(): void;
}

/** @param maxRows - most rows of one step, by which the prompt is cut */
export function workloads(maxRows: number): Workload[] {
  return [step(1), step(8), step(32), prefill(maxRows)];
}

/** @param reading - given to each row of the step, for heads to write what they read there */
export function step(rows: number, reading?: () => Float32Array): Workload {
  const batch = Array.from({ length: rows }, (_, index) => {
    const branch = trunk + (index % branches);
    const asked = row(trunk + 1, trunk + branches + index, [...upTo(trunk), branch], true);
    return reading ? { ...asked, reading: reading() } : asked;
  });
  return {
    name: `${rows} ${rows === 1 ? "row" : "rows"}`,
    rows,
    everyNthRound: 1,
    async prepare(open) {
      const session = open();
      await session.step(upTo(trunk).map((slot) => row(slot, slot, upTo(slot), false)));
      const grown = upTo(filled - trunk).map((index) => row(trunk, trunk + index, upTo(trunk), false));
      await session.step(grown);
      return { run: () => session.step(batch), close: () => session.close() };
    },
  };
}

function prefill(maxRows: number): Workload {
  const rows = upTo(promptTokens).map((slot) => row(slot, slot, upTo(slot), slot === promptTokens - 1));
  return {
    name: `prefill ${promptTokens}`,
    rows: promptTokens,
    everyNthRound: 3,
    async prepare(open) {
      const run = async () => {
        const session = open();
        let logits: RowLogits[] = [];
        for (let from = 0; from < rows.length; from += maxRows)
          logits = await session.step(rows.slice(from, from + maxRows));
        session.close();
        return logits;
      };
      return { run, close: () => undefined };
    },
  };
}

/** Tokens are arbitrary but varied; time does not depend on which they are. */
function row(position: number, slot: number, ancestors: readonly number[], wantsLogits: boolean): Row {
  const token = 1000 + ((slot * 7919) % 40_000);
  return { token, position, slot, ancestors: Int32Array.from(ancestors), wantsLogits };
}

function upTo(end: number): number[] {
  return Array.from({ length: end }, (_, index) => index);
}
