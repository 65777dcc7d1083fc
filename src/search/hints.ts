/**
 * What speaks for a path beside its log-probability, where rewards judge whole texts only.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";
import { Surrogate } from "./surrogate.ts";

/**
 * What a reward of 1 weighs against log-probability, in nats. More than the 20 of DeAL, which compares texts that end:
 * a text that grows by a token changes by little.
 */
const weight = 50;
/** The same where it is only guessed; the guesses are careful. */
const guessedWeight = 60;
/** UTF-16 code units at a text's end that hold what its last token may have changed. */
const tail = 48;
/** So many times as many candidates are looked at where what each would be worth is known. */
const morePeeked = 2;
/** A way that is followed by what it would be worth finds about as much as so many that are not (measured on chrF). */
const peekingIsWorth = 10;
/** Texts for which calls must be left, so that those that are finished can be judged. */
const heldBack = 100;

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
   * What speaks for a path, in nats, for all that grow by the same token: what it would be worth if it ended there,
   * where that is cheap; otherwise what its words promise.
   *
   * @param k - candidates that would be looked at without any hint
   */
  forStep(k: number): (node: Node) => number | Promise<number> {
    const { answers, guidedShare, paths } = this.search;
    if (guidedShare === 1) return () => 0;
    if (this.isPeeking(k)) return async (node) => weight * (1 - guidedShare) * (await answers.peek(node));
    return (node) => this.ofText(paths.reading(node).text);
  }

  /** What the words promise that a path has with `token` behind it, in nats. */
  ofToken(node: Node, token: number): number {
    const { guidedShare, paths } = this.search;
    return guidedShare === 1 ? 0 : this.ofText(paths.readOn(node, token).text);
  }

  /** By the last words only: those before are the same for all that it is compared with. */
  private ofText(text: string): number {
    const { guidedShare } = this.search;
    return guessedWeight * (1 - guidedShare) * this.surrogate.promiseOf(text.slice(-tail));
  }

  /** Candidates to look at for the next token, where it would be `k` without any hint. */
  candidates(k: number): number {
    return this.isPeeking(k) ? morePeeked * k : k;
  }

  /** Reward calls that following a path for so many tokens takes. */
  callsFor(tokens: number, k: number): number {
    return this.isPeeking(k) ? tokens * this.callsPerToken(k) : 0;
  }

  /** Whether there are so many reward calls left for each forward token that more is found by it. */
  private isPeeking(k: number): boolean {
    const { guidedShare, costPerText, rewardCallsLeft, forwardTokensLeft } = this.search;
    if (!this.mayPeek || guidedShare === 1) return false;
    const spare = rewardCallsLeft() - heldBack * costPerText.rewardCalls;
    return this.callsPerToken(k) * forwardTokensLeft() <= peekingIsWorth * spare;
  }

  private callsPerToken(k: number): number {
    return morePeeked * k * this.search.costPerText.rewardCalls;
  }
}
