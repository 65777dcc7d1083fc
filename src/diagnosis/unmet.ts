/**
 * A reward that the best answer does not meet, with all that is known of the search for it.
 *
 * @module
 */
import type { AnswerRoom } from "../answer-room.ts";
import type { Answer } from "../decode/path-reader.ts";
import type { AnswerLimits } from "../reward/contradictions.ts";
import type { Reward } from "../reward/reward.ts";
import type { ScoredAnswer } from "../search/answers.ts";
import type { Evidence, Findings } from "../search/evidence.ts";
import type { SearchOutcome } from "../search/outcome.ts";
import type { Budget } from "../spec/budget.ts";
import type { Diagnosis } from "../spec/diagnosis.ts";

/** What is known of a search that has come to its end. */
export interface SearchFacts {
  /** All of the request, in its order. */
  readonly rewards: readonly Reward[];
  readonly strategy: string;
  /** Strategies that look for what rewards want: for those that speak about unfinished texts, and for the others. */
  readonly seekers: { readonly guided: string; readonly whole: string };
  readonly answerLimits: AnswerLimits;
  /** What a single path could come to. */
  readonly room: AnswerRoom;
  readonly budget: Budget;
  readonly outcome: SearchOutcome;
  readonly evidence: Evidence;
  /** Whether the rewards chose among whole texts. */
  readonly wereCompared: boolean;
}

export interface Unmet {
  readonly reward: Reward;
  readonly index: number;
  /** The best that was found, and what the reward said of it. */
  readonly answer: Answer;
  readonly explain: string;
  readonly findings: Findings;
  readonly facts: SearchFacts;
}

/**
 * The rewards that `best` does not meet, those aside that have no say in what is best; all where it was not even begun.
 *
 * @param best - scored by all of `facts.rewards` but the audits
 */
export function unmetBy(best: ScoredAnswer, facts: SearchFacts): Unmet[] {
  const searched = [...facts.rewards.entries()].filter(([, { audit }]) => !audit);
  return searched.flatMap(([index, reward], place) => {
    const { satisfied = false, explain = "" } = best.scores[place] ?? {};
    if (reward.auxiliary || (satisfied && best.depth > 0)) return [];
    return [{ reward, index, answer: best, explain, findings: facts.evidence.findings(reward), facts }];
  });
}

export type RootCause = Pick<Diagnosis, "cause" | "fields" | "explain">;

/** A cause where it is the one, otherwise null. */
export type PossibleCause = (unmet: Unmet) => RootCause | null;
