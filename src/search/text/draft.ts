/**
 * A text that an upstream has begun, or finished.
 *
 * @module
 */
import type { Answer } from "../../decode/path-reader.ts";
import type { States } from "../../reward/follower.ts";
import type { FinishReason } from "../../spec/ending.ts";
import type { PlaceReader } from "../answers.ts";

/** Immutable: branches share what they grew from. */
export interface Draft {
  /** Without the stop string and what came after it. */
  readonly text: string;
  /** Of the answer, as the upstream counts them. */
  readonly tokens: number;
  /** The same, as answers have it. */
  readonly depth: number;
  /** In nats; null where the upstream does not tell. */
  readonly logProbability: number | null;
  /** Null where it may go on. */
  readonly finish: FinishReason | null;
  /** Of the rewards that follow it. */
  readonly states: States;
  /** Most tokens of the prompt of a call that goes on with it. */
  readonly promptTokens: number;
}

export const draftReader: PlaceReader<Draft> = {
  ending: ({ finish }) => finish,
  read: ({ text, tokens, depth, logProbability, finish }): Answer => ({
    text,
    tokens,
    depth,
    logProbability,
    decisions: [],
    finish,
  }),
};
