/**
 * The contract of a model that cannot be looked into: it goes on with a text, and says what that took.
 *
 * @module
 */
import type { FinishReason } from "../spec/ending.ts";
import type { Message } from "../spec/message.ts";

/** What is to be answered: a conversation, or a raw text that goes on. */
export type UpstreamPrompt = { readonly messages: readonly Message[] } | { readonly prompt: string };

/** One call's worth of samples. */
export interface UpstreamCall {
  readonly prompt: UpstreamPrompt;
  /** The answer so far; "" where none has been begun. */
  readonly prefix: string;
  /** How many samples, at most `samplesPerCall`. */
  readonly count: number;
  /** Most tokens that each of them goes on for. */
  readonly maxTokens: number;
  /** Texts that end an answer. Whoever calls cuts there, too, so that to keep to them is only thrift. */
  readonly stop: readonly string[];
  /** 0 for the most probable text. */
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
}

/** How one sample goes on. */
export interface Segment {
  /** Without the prefix. */
  readonly text: string;
  /** As the upstream counts them; an end token may be one of them. */
  readonly tokens: number;
  /** `length`: there is more to come, or would be. */
  readonly finish: FinishReason;
  /** Of its tokens, the end token included, in nats; null where the upstream does not tell. */
  readonly logProbability: number | null;
}

/** What came back, by the upstream's own count. */
export interface Proposed {
  readonly segments: readonly Segment[];
  /** Of the prompt and the prefix, those that it had cached included. */
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

export interface Upstream {
  /** What requests call it. */
  readonly name: string;
  readonly kind: string;
  /** Whether it can go on with an answer to messages that has been begun. */
  readonly continuesMessages: boolean;
  readonly givesLogProbabilities: boolean;
  readonly samplesPerCall: number;
  /** Calls that may be under way at a time for one request. */
  readonly callsAtOnce: number;
  /**
   * Draws samples of how the text goes on.
   *
   * @param signal - calls it off, which throws whatever it likes
   * @throws TillerError `upstream_unavailable`, `upstream_refused`
   */
  propose(call: UpstreamCall, signal: AbortSignal): Promise<Proposed>;
}
