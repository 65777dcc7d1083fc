/**
 * What became of a node, in words.
 *
 * @module
 */
import type { DropReason, Origin, TraceNode } from "../../src/spec/trace.ts";

const states: Record<TraceNode["state"], string> = {
  returned: "Part of the answer",
  finished: "Part of another finished answer",
  open: "Still open when the search ended",
  dropped: "Dropped",
};

const reasons: Record<DropReason, string> = {
  ruled_out: "a hard reward does not allow it",
  outscored: "others stood above it",
  duplicate: "another path says the same",
  dead_end: "it led nowhere",
  not_kept: "the search went on elsewhere",
};

const origins: Record<Origin, string> = {
  prompt: "The prompt’s last token",
  model: "The model’s own idea",
  proposal: "Proposed by a reward",
  spelling: "Another spelling of what the model would have said",
};

export interface Fact {
  name: string;
  value: string;
}

/** @param isRunning - while the search goes on, an open node is alive */
export function stateInWords({ state, why, rows }: TraceNode, isRunning: boolean): string {
  if (state === "dropped") return why ? `Dropped: ${reasons[why]}` : "Dropped";
  if (state === "open" && rows === 0) return "Considered, and not tried";
  if (state === "open" && isRunning) return "Alive";
  return states[state];
}

export function originInWords({ origin }: TraceNode): string {
  return origins[origin];
}

/** All that is known of a node, in the order in which one wants to know it. */
export function factsOf(node: TraceNode, isRunning: boolean): Fact[] {
  const facts: (Fact | null)[] = [
    { name: "What became of it", value: stateInWords(node, isRunning) },
    { name: "Whose idea", value: originInWords(node) },
    {
      name: "Probability",
      value: node.parent === null ? "—" : `${percent(node.logprob)} (${node.logprob.toFixed(2)} nats)`,
    },
    { name: "Whole path", value: `${node.path_logprob.toFixed(2)} nats` },
    node.credit > 0 ? { name: "Credited", value: `${node.credit.toFixed(2)} nats` } : null,
    node.value === null ? null : { name: "Rewards so far", value: node.value.toFixed(2) },
    node.reward === null ? null : { name: "Reward", value: node.reward.toFixed(3) },
    { name: "Computed", value: computedInWords(node) },
  ];
  return facts.filter((fact) => fact !== null);
}

function computedInWords({ rows, step }: TraceNode): string {
  if (rows === 0) return "never: it cost no forward step";
  const first = step === null ? "" : `in step ${step}`;
  return rows === 1 ? first : `${first}, ${rows} times in all`;
}

/** A probability in per cent, from its logarithm. */
export function percent(logprob: number): string {
  const share = 100 * Math.exp(logprob);
  if (share < 0.01) return "below 0.01 %";
  return `${share >= 10 ? share.toFixed(0) : share.toPrecision(2)} %`;
}
