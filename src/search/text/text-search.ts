/**
 * The contract of a strategy over texts, for models that cannot be looked into.
 *
 * @module
 */
import type { Cost } from "../../budget/cost.ts";
import type { StopReason } from "../../spec/ending.ts";
import type { Answers } from "../answers.ts";
import type { Scoring } from "../partial-score.ts";
import type { Draft } from "./draft.ts";
import type { DraftGuide } from "./draft-guide.ts";
import type { Proposer } from "./proposer.ts";

/** All that it works with. */
export interface TextSearch extends Scoring<Draft> {
  readonly decoder: Proposer;
  readonly guide: DraftGuide;
  readonly answers: Answers<Draft>;
  /** Most tokens an answer may have. */
  readonly maxTokens: number;
  /** How many answers the request wants. */
  readonly wanted: number;
  /** Reward calls that scoring an answer takes. */
  readonly callsPerText: number;
  /** Whether the search may see any rewards. */
  readonly hasRewards: boolean;
  /** What work would take of what is left of the budget: 1 for all of it. */
  price(cost: Cost): number;
  /** Token positions that have been counted so far. */
  forwardTokens(): number;
  /** The most probable answer, as far as `temperature` 0 brings it forth; made once. */
  greedy(): Promise<Draft>;
}

/** A way to search, with parameters of the strategy of the same name over tokens. */
export interface TextStrategy<Parameters> {
  /** Whether it goes on with drafts that are not finished. */
  readonly continues: boolean;
  run(search: TextSearch, parameters: Parameters): Promise<StopReason>;
}
