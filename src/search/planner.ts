/**
 * Proposals of rewards as candidates, and carrying them through.
 *
 * @module
 */
import type { Distribution, TokenCandidate } from "../decode/distribution.ts";
import type { Node } from "../decode/token-tree.ts";
import type { Tokenizer } from "../model/tokenizer.ts";
import type { States } from "../reward/follower.ts";
import type { Occasion } from "../reward/reward.ts";
import { type Candidate, noPlan, type Plan } from "./candidate.ts";
import type { FollowedPaths } from "./followed-paths.ts";

/** A proposal that the model finds less likely than this, in nats, is not one to make midway (design.md). */
const leastLikely = -14;
/** What a proposal that opens something (a bullet, a postscript) is credited with before it gains anything. */
const openingPromise = 0.5;

export class Planner {
  private readonly followed: FollowedPaths;
  private readonly tokenizer: Tokenizer;
  private readonly plans = new WeakMap<Node, Plan>();

  constructor(followed: FollowedPaths, tokenizer: Tokenizer) {
    this.followed = followed;
    this.tokenizer = tokenizer;
  }

  /** Remembers what the candidate that led to `node` begins. */
  note(node: Node, candidate: Candidate): void {
    if (candidate.plan.length > 0) this.plans.set(node, candidate);
  }

  /** The next token of the plan that led to `node`, if there is one. */
  continued(node: Node, distribution: Distribution): Candidate[] {
    const { plan, ...rest } = this.plans.get(node) ?? noPlan;
    return this.candidate(node, distribution, plan, rest);
  }

  /** Whether `node` is the beginning of another spelling, which would make no sense broken off. */
  mustContinue(node: Node): boolean {
    return this.plans.get(node)?.isSpelling ?? false;
  }

  /** Where only capitals or small letters rule a token out, what it says in the others, as likely as it is itself. */
  respelled(node: Node, distribution: Distribution, { token, logProbability }: TokenCandidate): Candidate[] {
    const said = this.followed.gained(node, token);
    const spellings = [said.toLowerCase(), said.toUpperCase()].filter((spelling) => spelling !== said);
    for (const spelling of spellings) {
      const plan = this.tokenizer.encode(spelling);
      const [candidate] = this.candidate(node, distribution, plan, { ...noPlan, isSpelling: true });
      if (!candidate || !this.isAlive(this.followed.states(node), spelling)) continue;
      return [{ ...candidate, credit: Math.max(0, logProbability - candidate.logProbability) }];
    }
    return [];
  }

  /** The first tokens of what the rewards propose. */
  proposed(node: Node, distribution: Distribution, occasion: Occasion): Candidate[] {
    const { follower } = this.followed;
    const states = this.followed.states(node);
    const value = follower.value(states);
    const completes = occasion === "ending";
    return follower.proposals(states, occasion).flatMap((proposal) => {
      const text = this.writable(states, proposal);
      if (text === null) return [];
      const plan = this.tokenizer.encode(text);
      const after = this.followed.advance(states, { text, tokens: plan.length, logProbability: 0 });
      const gain = follower.value(after) - value;
      const promise = Math.max(gain, completes ? openingPromise : 0);
      return this.candidate(node, distribution, plan, { promise, completes, isSpelling: false }).filter(
        ({ logProbability }) => completes || logProbability >= leastLikely,
      );
    });
  }

  private candidate(
    node: Node,
    distribution: Distribution,
    [token, ...rest]: readonly number[],
    { promise, completes, isSpelling }: Omit<Plan, "plan">,
  ): Candidate[] {
    if (token === undefined) return [];
    const candidate = distribution.candidate(token);
    const planned = { isPlanned: true, rest: completes ? rest.length : null };
    if (!this.followed.allows(node, candidate, planned)) return [];
    // With its last token a proposal has gained what it promised.
    const left = rest.length > 0 ? promise : 0;
    const origin = isSpelling ? "spelling" : "proposal";
    return [{ ...candidate, plan: rest, promise: left, completes, isSpelling, origin, credit: 0 }];
  }

  /** The proposal, or where another reward rules it out, the proposal in the letters that it allows. */
  private writable(states: States, proposal: string): string | null {
    const spellings = [proposal, proposal.toLowerCase(), proposal.toUpperCase()];
    return spellings.find((text) => this.isAlive(states, text)) ?? null;
  }

  /** Whether every hard reward can still be satisfied behind `text`. */
  private isAlive(states: States, text: string): boolean {
    const piece = { text, tokens: 0, logProbability: 0 };
    return this.followed.follower.isAlive(this.followed.advance(states, piece));
  }
}
