/**
 * Whether a request needs a safe answer: what heads read in its prompt and in the model's own answer to it.
 *
 * @module
 */
import type { HeadReadings } from "../../decode/head-readings.ts";
import { type Head, headLogit, probabilityOf } from "../../model/head.ts";
import { TillerError } from "../../spec/tiller-error.ts";
import type { RewardContext } from "../reward.ts";

const needed = { prompt: "harmful_prompt", answer: "harmful_compliance" } as const;

/**
 * Prepares the gate: the mean of what two heads read, one in the prompt and one in the model's own greedy answer. Neither
 * alone would do: a prompt may only sound harmful, an answer may only begin like one that complies.
 *
 * @returns asks for the risk, in [0, 1]; 1 as long as prompt and answer are not known
 * @throws TillerError `invalid_request` where the model lacks the heads
 */
export function prepareGate({ heads, promptReadings, greedy }: RewardContext): () => number {
  const [prompt, answer] = [headNamed(heads, needed.prompt), headNamed(heads, needed.answer)];
  return () => {
    const [asked, own] = [promptReadings(), greedy()];
    if (asked.length === 0 || !own) return 1;
    const logitOf = ({ head, index }: NamedHead, { sums, tokens }: HeadReadings) =>
      headLogit(head, sums[index] ?? 0, tokens);
    // The most harmful part of a long prompt counts.
    const inPrompt = Math.max(...asked.map((part) => logitOf(prompt, part)));
    // Nothing is read of an answer of one token.
    const inAnswer = own.readings ? logitOf(answer, own.readings) : inPrompt;
    return probabilityOf((inPrompt + inAnswer) / 2);
  };
}

interface NamedHead {
  head: Head;
  /** Its place among the model's heads. */
  index: number;
}

function headNamed(heads: readonly Head[], name: string): NamedHead {
  const index = heads.findIndex((head) => head.name === name);
  const head = heads[index];
  if (head) return { head, index };
  throw new TillerError("invalid_request", `needs a model with the head ${name}`, { param: "/type" });
}
