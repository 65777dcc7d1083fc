/**
 * What speaks for a path beside its log-probability, where rewards judge whole texts only.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";
import { Surrogate } from "./surrogate.ts";

/** What a reward of 1 weighs against log-probability, in nats: as in DeAL. */
const weight = 20;
/** The same where it is only guessed; the guesses are careful. */
const guessedWeight = 60;
/** Of what is left of the budget, more than one judgement may take where many are made. */
const cheap = 1 / 200;

export class Hints {
  private readonly search: Search;
  private readonly mayPeek: boolean;
  private readonly surrogate = new Surrogate();

  /** @param mayPeek - whether rewards may be called for texts that are still growing */
  constructor(search: Search, mayPeek: boolean) {
    this.search = search;
    this.mayPeek = mayPeek;
  }

  /** Takes in what an answer is worth. */
  learn({ text, reward }: { text: string; reward: { total: number } }): void {
    this.surrogate.observe(text, reward.total);
  }

  /**
   * What speaks for the path, in nats: what it would be worth if it ended here, as long as reward calls are cheap;
   * otherwise what its words promise.
   */
  of(node: Node): number {
    const { answers, guidedShare, paths } = this.search;
    if (guidedShare === 1) return 0;
    if (this.isPeeking) return weight * (1 - guidedShare) * answers.judge(node, false);
    return this.ofText(paths.reading(node).text);
  }

  /** What the words of a text promise, in nats. */
  ofText(text: string): number {
    return guessedWeight * (1 - this.search.guidedShare) * this.surrogate.promiseOf(text);
  }

  /** Reward calls that following a path for so many tokens takes, `k` candidates for each. */
  callsFor(tokens: number, k: number): number {
    return this.search.guidedShare < 1 && this.isPeeking ? tokens * k * this.search.callsPerText : 0;
  }

  private get isPeeking(): boolean {
    const { price, callsPerText } = this.search;
    return this.mayPeek && price({ forwardTokens: 0, rewardCalls: callsPerText, steps: 0 }) < cheap;
  }
}
