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
import type { Evidence, Refusal } from "./evidence.ts";
import type { FollowedPaths } from "./followed-paths.ts";
import { type Hindrance, unhindered } from "./hindrance.ts";

/** A proposal that the model finds less likely than this, in nats, is not one to make midway (design.md). */
const leastLikely = -14;
/** What a proposal that opens something (a bullet, a postscript) is credited with before it gains anything. */
const openingPromise = 0.5;

interface Weighed {
  /** Null where it is not to be had at all. */
  candidate: Candidate | null;
  hindrances: readonly Hindrance[];
}

export class Planner {
  private readonly followed: FollowedPaths;
  private readonly tokenizer: Tokenizer;
  private readonly evidence: Evidence;
  private readonly plans = new WeakMap<Node, Plan>();

  constructor(
    followed: FollowedPaths,
    { tokenizer, evidence }: { tokenizer: Tokenizer; evidence: Evidence },
  ) {
    this.followed = followed;
    this.tokenizer = tokenizer;
    this.evidence = evidence;
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
      if (!candidate || this.lost(this.followed.states(node), spelling).length > 0) continue;
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
    return follower.proposals(states, occasion).flatMap(({ text, by }) => {
      const { candidate, hindrances } = this.weighed(node, distribution, { text, value, completes });
      this.evidence.propose({ by, hindrances }, candidate?.logProbability ?? null);
      return candidate && hindrances.length === 0 ? [candidate] : [];
    });
  }

  /** What would complete the answer, and what keeps it from being followed. */
  refusedCompletions(node: Node, distribution: Distribution): Refusal[] {
    const { follower } = this.followed;
    const states = this.followed.states(node);
    const value = follower.value(states);
    return follower.proposals(states, "ending").map(({ text, by }) => {
      const { hindrances } = this.weighed(node, distribution, { text, value, completes: true });
      return { by, hindrances };
    });
  }

  /** The first token of a proposal to a text of that value, where it is to be had, and all that speaks against it. */
  private weighed(
    node: Node,
    distribution: Distribution,
    { text: proposal, value, completes }: { text: string; value: number; completes: boolean },
  ): Weighed {
    const states = this.followed.states(node);
    const { text, hindrances } = this.writable(states, proposal);
    if (hindrances.length > 0) return { candidate: null, hindrances };
    const plan = this.tokenizer.encode(text);
    const after = this.followed.advance(states, { text, tokens: plan.length, logProbability: 0 });
    const gain = this.followed.follower.value(after) - value;
    const promise = Math.max(gain, completes ? openingPromise : 0);
    const weighed = this.firstOf(node, distribution, plan, { promise, completes, isSpelling: false });
    const isImprobable = !completes && weighed.candidate && weighed.candidate.logProbability < leastLikely;
    return isImprobable ? { ...weighed, hindrances: [...weighed.hindrances, "improbable"] } : weighed;
  }

  private candidate(
    node: Node,
    distribution: Distribution,
    plan: readonly number[],
    rest: Omit<Plan, "plan">,
  ): Candidate[] {
    const { candidate, hindrances } = this.firstOf(node, distribution, plan, rest);
    return candidate && hindrances.length === 0 ? [candidate] : [];
  }

  private firstOf(
    node: Node,
    distribution: Distribution,
    [token, ...rest]: readonly number[],
    { promise, completes, isSpelling }: Omit<Plan, "plan">,
  ): Weighed {
    if (token === undefined) return { candidate: null, hindrances: unhindered };
    const candidate = distribution.candidate(token);
    const planned = { isPlanned: true, rest: completes ? rest.length : null };
    // With its last token a proposal has gained what it promised.
    const left = rest.length > 0 ? promise : 0;
    const origin = isSpelling ? "spelling" : "proposal";
    return {
      candidate: { ...candidate, plan: rest, promise: left, completes, isSpelling, origin, credit: 0 },
      hindrances: this.followed.hindrances(node, candidate, planned),
    };
  }

  /** The proposal, or where other rewards rule it out, the proposal in the letters that they allow; otherwise those rewards. */
  private writable(states: States, proposal: string): { text: string; hindrances: readonly Hindrance[] } {
    const hindrances = this.lost(states, proposal);
    if (hindrances.length === 0) return { text: proposal, hindrances };
    const spellings = [proposal.toLowerCase(), proposal.toUpperCase()];
    const text = spellings.find((spelling) => this.lost(states, spelling).length === 0);
    return text === undefined ? { text: proposal, hindrances } : { text, hindrances: unhindered };
  }

  /** The hard rewards that could no longer be satisfied behind `text`. */
  private lost(states: States, text: string): readonly Hindrance[] {
    const piece = { text, tokens: 0, logProbability: 0 };
    return this.followed.follower.lost(this.followed.advance(states, piece));
  }
}
