/**
 * Whether what is still missing fits into what is left.
 *
 * @module
 */
import type { Tokenizer } from "../model/tokenizer.ts";
import type { Follower, States } from "../reward/follower.ts";
import { isRule } from "../reward/reward.ts";

/** Tokens that an English text has for each UTF-16 code unit, on the safe side. */
const tokensPerUnit = 1 / 3;
/** A UTF-16 code unit has at most so many bytes of UTF-8, and a token at least one. */
const mostTokensPerUnit = 3;
/**
 * What a path may still say before it sees to what is missing, so that it need not do so in mid-sentence; no more than
 * a third of a short answer.
 */
const leeway = { text: " and so on, as it goes with this.", tokens: 12, share: 1 / 3 };

/** Tokens before the last in which no path may be taken that leaves no room for what is missing. */
const watchedTokens = 48;

export class Room {
  private readonly follower: Follower;
  private readonly tokenizer: Tokenizer;
  private readonly maxTokens: number;
  private readonly hasConstructive: boolean;
  private readonly leeway: number;

  constructor(follower: Follower, { tokenizer, maxTokens }: { tokenizer: Tokenizer; maxTokens: number }) {
    this.follower = follower;
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.leeway = Math.min(leeway.tokens, Math.floor(maxTokens * leeway.share));
    this.hasConstructive = follower.rewards.some(isRule);
  }

  /**
   * Whether an answer of `depth` tokens had better see to what is missing now: it will soon not fit into the
   * tokens, or into the size that another hard reward allows. What must never fail to fit is counted in tokens:
   * in some scripts a character takes three.
   */
  isShort(states: States, depth: number): boolean {
    if (this.follower.isEmpty) return false;
    const completion = this.follower.completion(states);
    if (completion === "") return false;
    const units = Math.max(completion.length, this.follower.shortfall(states));
    if (this.maxTokens - depth <= units * tokensPerUnit + this.leeway) return true;
    if (this.hasConstructive && !this.fits(states, depth + this.leeway, null)) return true;
    return (
      this.follower.sizesAllow(states, completion) &&
      !this.follower.sizesAllow(states, leeway.text + completion)
    );
  }

  /**
   * Whether an answer of `depth` tokens still has room for what the hard rewards miss. Constructive rewards are
   * asked from the first token on, and leave room for the end token; others towards the end.
   *
   * @param rest - how many tokens complete it, where that is known
   */
  fits(states: States, depth: number, rest: number | null): boolean {
    const room = this.maxTokens - depth;
    if (rest !== null && rest < room) return true;
    if (this.hasConstructive) {
      if (this.follower.shortfall(states, "constructive") * mostTokensPerUnit < room) return true;
      return this.tokensOf(this.follower.completions(states)) < room;
    }
    return room > watchedTokens || this.tokensOf([this.follower.completion(states)]) <= room;
  }

  private tokensOf(texts: readonly string[]): number {
    return texts.reduce((sum, text) => sum + this.tokenizer.encode(text).length, 0);
  }
}
