/**
 * Scores candidates by all of a request's rewards.
 *
 * @module
 */
import type { CombinedScore } from "../spec/result.ts";
import { combineGated } from "./combine.ts";
import { judgeText, type Piece, type Reward } from "./reward.ts";

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

  score(text: Piece, spend: Spend): CombinedScore {
    const key = `${text.tokens} ${text.text}`;
    const known = this.known.get(key);
    if (known) return known;
    spend(this.callsPerText);
    const score = combineGated(
      this.rewards.map((reward) => {
        const { name, type, enforce, weight } = reward;
        const judgement = judgeText(reward, text);
        return { name, type, enforce, weight, ...judgement, satisfied: judgement.value === 1 };
      }),
    );
    if (this.known.size === mostKnown) this.known.clear();
    this.known.set(key, score);
    return score;
  }
}
