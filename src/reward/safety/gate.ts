/**
 * Whether a request needs a safe answer: what heads read in its prompt and in the model's own answer to it.
 *
 * @module
 */
import { type Head, headLogit, probabilityOf } from "../../model/head.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import type { RewardContext } from "../reward.ts";

const needed = { prompt: "harmful_prompt", answer: "harmful_compliance" } as const;

/**
 * Prepares the gate: the mean of what two heads read, one in the prompt and one in the model's own greedy answer. Neither
 * alone would do: a prompt may only sound harmful, an answer may only begin like one that complies.
 *
 * @returns asks for the risk, in [0, 1]; 1 as long as nothing is known of it
 * @throws TillerError `invalid_request` where the model lacks the heads
 */
export function prepareGate({ heads, promptReadings, greedy }: RewardContext): () => number {
  const [prompt, answer] = [headNamed(heads, needed.prompt), headNamed(heads, needed.answer)];
  return () => {
    const readings = [
      { ...prompt, read: promptReadings() },
      { ...answer, read: greedy()?.readings },
    ];
    const logits = readings.flatMap(({ head, index, read }) =>
      read ? [headLogit(head, read.sums[index] ?? 0, read.tokens)] : [],
    );
    if (logits.length === 0) return 1;
    return probabilityOf(logits.reduce((sum, logit) => sum + logit, 0) / logits.length);
  };
}

function headNamed(heads: readonly Head[], name: string): { head: Head; index: number } {
  const index = heads.findIndex((head) => head.name === name);
  const head = heads[index];
  if (head) return { head, index };
  throw new TillerError("invalid_request", `needs a model with the head ${name}`, { param: "/type" });
}
