/**
 * The contract between search and a language model: a token tree, not a sequence (design.md, *The model*).
 *
 * @module
 */
import type { ChatTemplate } from "./chat-template.ts";
import type { Head } from "./head.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** One token position to compute. */
export interface Row {
  token: number;
  /** Distance from the first token of the prompt, which has position 0. */
  position: number;
  /** The slot that receives this row's keys and values. */
  slot: number;
  /** Slots of all the row's ancestors, in any order; an ancestor may be an earlier row of the same batch. */
  ancestors: Int32Array;
  /** Whether the logits after this row are wanted. */
  wantsLogits: boolean;
  /** Receives what each of the model's heads reads here [heads], where somebody wants to know. */
  reading?: Float32Array;
}

/** What may follow a row. */
export interface RowLogits {
  /** Unnormalised log-probabilities [vocabulary], in an array of its own that the caller may do away with. */
  values: Float32Array;
  /** The logarithm of the sum of their exponentials. */
  logNormaliser: number;
}

/** The keys and values of one request. Steps of a session run one after another. */
export interface ModelSession {
  /**
   * Computes `rows` (1 to `maxRows`) in one step. Returns the logits of the rows that want them, in order. A step that
   * fails leaves every slot written by earlier steps as it was.
   *
   * @param admit - called when the step's turn has come, before any work; what it throws calls the step off
   * @throws TillerError `overloaded` where there is no memory for more slots
   */
  step(rows: readonly Row[], admit?: () => void): Promise<RowLogits[]>;
  /** Keeps a copy of the keys and values in some slots, which outlives the session, under a key that is new. */
  keep?(key: string, slots: Int32Array): Promise<void>;
  /**
   * Fills slots, as if their rows had been computed, with the first of those that were kept under a key.
   *
   * @returns whether they are there; where not, the slots are as if they had never been written
   * @throws TillerError `overloaded` where there is no memory for more slots
   */
  recall?(key: string, slots: Int32Array): Promise<boolean>;
  /**
   * Looks whether some of the first tokens of a prompt have been computed for another: fills their slots, and what the
   * heads read there, where that is wanted.
   *
   * @returns how many
   */
  recallPrompt?(
    tokens: readonly number[],
    slots: Int32Array,
    readings?: readonly Float32Array[],
  ): Promise<number>;
  /** Lets others have a prompt that has been computed, with what the heads read there, if they did. */
  keepPrompt?(
    tokens: readonly number[],
    slots: Int32Array,
    readings?: readonly Float32Array[],
  ): Promise<void>;
  /** Gives the memory of the session's keys and values back; no step may follow. */
  close(): void;
}

/** Where keys and values can be kept beyond their session. */
export interface KeepingMemory {
  /** Most slots that may be kept. */
  readonly slots: number;
  /** Lets go of what was kept under these keys. */
  forget(keys: readonly string[]): void;
}

export interface LanguageModel {
  readonly name: string;
  /** Most positions a path may have, prompt included. */
  readonly context: number;
  readonly vocabulary: number;
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>;
  /** Most rows one step may have. */
  readonly maxRows: number;
  readonly tokenizer: Tokenizer;
  /** What reads the model's states along the way; a row's `reading` is in their order. */
  readonly heads: readonly Head[];
  /** Null where the package has none: raw prompts only. */
  readonly chatTemplate: ChatTemplate | null;
  /** Absent where sessions cannot keep anything. */
  readonly keeping?: KeepingMemory;
  open(): ModelSession;
}
