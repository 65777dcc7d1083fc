/**
 * Scores candidates by all of a request's rewards.
 *
 * @module
 */
import type { CombinedScore } from "../spec/result.ts";
import { combineGated } from "./combine.ts";
import type { Candidate, Reward } from "./reward.ts";

/** Told how many reward calls are about to be made; throws where they may not be. */
export type Spend = (calls: number) => void;

/** Texts remembered at a time; a search comes back to those it has just seen. */
const mostKnown = 256;

export class Scorer {
  private readonly rewards: readonly Reward[];
  /** No text is paid for twice while it is remembered. */
  private readonly known = new Map<string, CombinedScore>();

  constructor(rewards: readonly Reward[]) {
    this.rewards = rewards;
  }

  /** Reward calls that scoring one new text takes. */
  get callsPerText(): number {
    return this.rewards.length;
  }

  score(candidate: Candidate, spend: Spend): CombinedScore {
    const key = `${candidate.tokens} ${candidate.text}`;
    const known = this.known.get(key);
    if (known) return known;
    spend(this.callsPerText);
    const score = combineGated(
      this.rewards.map(({ judge, ...reward }) => {
        const { value, explain } = judge(candidate);
        return { ...reward, value, satisfied: value === 1, explain };
      }),
    );
    if (this.known.size === mostKnown) this.known.clear();
    this.known.set(key, score);
    return score;
  }
}
