/**
 * The contract of a strategy.
 *
 * @module
 */
import type { z } from "zod";
import type { Cost } from "../budget/cost.ts";
import type { Decoder } from "../decode/decoder.ts";
import type { PathReader } from "../decode/path-reader.ts";
import type { Random } from "../decode/random.ts";
import type { Node, TokenTree } from "../decode/token-tree.ts";
import type { StopReason } from "../spec/ending.ts";
import type { Answers } from "./answers.ts";
import type { Guide } from "./guide.ts";

/** All that a strategy works with. */
export interface Search {
  /** The last token of the prompt, computed. */
  readonly root: Node;
  readonly tree: TokenTree;
  readonly decoder: Decoder;
  readonly paths: PathReader;
  /** Keeps to the hard rewards that are constructive, and to nothing else. */
  readonly rules: Guide;
  /** Follows every reward that the search may see. */
  readonly guide: Guide;
  readonly answers: Answers;
  /** Most tokens an answer may have. */
  readonly maxTokens: number;
  /** How many answers the request wants. */
  readonly wanted: number;
  /** What scoring an answer takes, as long a one as there may be. */
  readonly costPerText: Cost;
  /** Whether one takes a model of its own: about as long as a step. */
  readonly callsTakeLong: boolean;
  /** Whether the search may see any rewards, and whether any of them can guide before a text is finished. */
  readonly hasRewards: boolean;
  readonly hasGuidance: boolean;
  /** By weight, the share of the rewards that speak about unfinished texts, in [0, 1]; the others judge whole ones only. */
  readonly guidedShare: number;
  /** Token positions that may still be computed. */
  forwardTokensLeft(): number;
  /** Steps that may still be taken. */
  stepsLeft(): number;
  /** Reward calls that may still be made, beside those held back for what is returned. */
  rewardCallsLeft(): number;
  /** What work would take of what is left of the budget: 1 for all of it. */
  price(cost: Cost): number;
  /**
   * Promises that whatever the search comes to from now on begins with the path to one of `nodes`, beside what
   * `answers` has been told of; so what they have in common can be sent.
   */
  settleOn(nodes: readonly Node[]): void;
  /** Independent streams of randomness that belong to the request's seed. */
  random(stream: number): Random;
}

type StrategySchema = z.ZodObject<{ strategy: z.ZodLiteral<string> }>;

/** A way to search: its schema documents its parameters, `run` reads as its source's pseudocode. */
export interface StrategyDefinition<Schema extends StrategySchema = StrategySchema> {
  readonly name: z.infer<Schema>["strategy"];
  /** What it does, and where it comes from. */
  readonly description: string;
  /** When to take it. */
  readonly use: string;
  readonly schema: Schema;
  /** Most answers that a request may want of it. */
  mostAnswers(parameters: z.infer<Schema>): number;
  /**
   * Searches and leaves what it found in `search.answers`; may throw what the decoder and the answers
   * throw.
   */
  run(search: Search, parameters: z.infer<Schema>): Promise<StopReason>;
}

/** Infers the parameters' type for `run` from the schema. */
export function defineStrategy<Schema extends StrategySchema>(definition: StrategyDefinition<Schema>) {
  return definition;
}
