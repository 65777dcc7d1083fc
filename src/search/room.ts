/**
 * Whether what is still missing fits into the tokens that are left.
 *
 * @module
 */
import type { Tokenizer } from "../model/tokenizer.ts";
import type { Follower, States } from "../reward/follower.ts";

/** Tokens that an English text has for each UTF-16 code unit, on the safe side. */
const tokensPerUnit = 1 / 3;
/** A UTF-16 code unit has at most so many bytes of UTF-8, and a token at least one. */
const mostTokensPerUnit = 3;
/** Tokens kept for the turn of phrase that leads to what is missing. */
const slack = 12;

export class Room {
  private readonly follower: Follower;
  private readonly tokenizer: Tokenizer;
  private readonly maxTokens: number;
  private readonly mustFit: boolean;

  constructor(follower: Follower, { tokenizer, maxTokens }: { tokenizer: Tokenizer; maxTokens: number }) {
    this.follower = follower;
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.mustFit = follower.rewards.some(({ constructive, enforce }) => constructive && enforce === "hard");
  }

  /** Whether an answer of `depth` tokens had better see to what is missing now. */
  isShort(states: States, depth: number): boolean {
    if (this.follower.isEmpty) return false;
    if (this.follower.completions(states).length === 0) return false;
    return this.maxTokens - depth <= this.follower.shortfall(states) * tokensPerUnit + slack;
  }

  /**
   * Whether an answer of `depth` tokens can still be completed by the constructive rewards, and ended.
   *
   * @param rest - how many tokens complete it, where that is known
   */
  fits(states: States, depth: number, rest: number | null): boolean {
    if (!this.mustFit) return true;
    const room = this.maxTokens - depth - 1;
    if (rest !== null && rest <= room) return true;
    if (this.follower.shortfall(states, "constructive") * mostTokensPerUnit <= room) return true;
    const completions = this.follower.completions(states, "constructive");
    return completions.reduce((sum, text) => sum + this.tokenizer.encode(text).length, 0) <= room;
  }
}
