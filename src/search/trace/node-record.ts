/**
 * What is remembered of a node once it has gone.
 *
 * @module
 */
import type { Provenance } from "../../decode/tracer.ts";
import type { DropReason, TraceNode } from "../../spec/trace.ts";

/** Plain data, so that it keeps neither the tree nor what the model thought alive. */
export interface NodeRecord extends Provenance {
  readonly id: number;
  readonly parent: NodeRecord | null;
  /** How many of its kind, candidates or tokens ruled out, its parent had before it. */
  readonly place: number;
  readonly text: string;
  readonly depth: number;
  readonly logProbability: number;
  readonly pathLogProbability: number;
  readonly finish: TraceNode["finish"];
  value: number | null;
  reward: number | null;
  rows: number;
  step: number | null;
  why: DropReason | null;
  /** Whether it leads to an answer that the strategy came to. */
  isFinished: boolean;
  /** Children that it ever had. */
  children: number;
  /** Tokens that were ruled out after it, as far as they are recorded. */
  readonly ruledOut: number[];
}

/** The records from the root to `record`. */
export function pathTo(record: NodeRecord): NodeRecord[] {
  const path: NodeRecord[] = [];
  for (let at: NodeRecord | null = record; at; at = at.parent) path.push(at);
  return path.reverse();
}

/** @param isReturned - whether it is on the way to an answer that is returned */
export function toTraceNode(record: NodeRecord, isReturned: boolean): TraceNode {
  const { id, text, depth, origin, credit, value, reward, finish, rows, step } = record;
  const state = stateOf(record, isReturned);
  return {
    id,
    parent: record.parent?.id ?? null,
    text,
    depth,
    logprob: record.logProbability,
    path_logprob: record.pathLogProbability,
    origin,
    credit,
    value,
    reward,
    finish,
    rows,
    step,
    state,
    why: state === "dropped" ? record.why : null,
  };
}

function stateOf({ isFinished, why }: NodeRecord, isReturned: boolean): TraceNode["state"] {
  if (isReturned) return "returned";
  if (isFinished) return "finished";
  return why ? "dropped" : "open";
}
