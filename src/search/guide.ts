/**
 * Between the rewards, which know texts, and the search, which knows tokens.
 *
 * @module
 */
import type { Decoder } from "../decode/decoder.ts";
import type { Distribution, TokenCandidate } from "../decode/distribution.ts";
import type { PathReader } from "../decode/path-reader.ts";
import type { Random } from "../decode/random.ts";
import { drawToken, type Sampling } from "../decode/sampling.ts";
import type { Node, TokenTree } from "../decode/token-tree.ts";
import type { Tokenizer } from "../model/tokenizer.ts";
import type { Follower, States } from "../reward/follower.ts";
import type { Occasion } from "../reward/reward.ts";
import { type Candidate, noPlan, type Plan } from "./candidate.ts";
import { Room } from "./room.ts";

export interface GuideParts {
  tree: TokenTree;
  decoder: Decoder;
  paths: PathReader;
  tokenizer: Tokenizer;
  endTokens: ReadonlySet<number>;
  /** Most tokens an answer may have. */
  maxTokens: number;
  /** Told how many rewards were asked about a text that is still growing. */
  countPrefixChecks(count: number): void;
}

/** Of so many most probable tokens those are taken that the rewards allow; only where none is, all are tried. */
const mostTried = 64;
/** A proposal that the model finds less likely than this, in nats, is not one to make midway. */
const leastLikely = -14;
const anyWord = " so";
/** What a proposal that opens something (a bullet, a postscript) is credited with before it gains anything. */
const openingPromise = 0.5;

/** Whether a token belongs to a proposal, and if that completes the text, with how many tokens more. */
interface Planned {
  isPlanned: boolean;
  rest: number | null;
}

const unplanned: Planned = { isPlanned: false, rest: null };

/**
 * What may follow each node, by a group of rewards: tokens after which a hard reward could no longer be
 * satisfied are passed over before they cost a forward token, the end waits until the rewards allow it, and
 * what they propose stands beside the model's own candidates.
 */
export class Guide {
  private readonly parts: GuideParts;
  private readonly follower: Follower;
  private readonly room: Room;
  private readonly statesOf = new WeakMap<Node, States>();
  private readonly plans = new WeakMap<Node, Plan>();
  private readonly hastened = new WeakSet<Node>();
  private readonly chosen = new WeakMap<Node, { asked: number; candidates: readonly Candidate[] }>();

  constructor(follower: Follower, parts: GuideParts) {
    this.follower = follower;
    this.parts = parts;
    this.room = new Room(follower, parts);
  }

  /** Computes those of `nodes` whose successors are not known: `k` of the model's own for each, and the proposals. */
  async expand(nodes: readonly Node[], k: number): Promise<void> {
    const missing = nodes.filter((node) => (this.chosen.get(node)?.asked ?? 0) < k);
    await this.parts.decoder.compute(missing);
    for (const node of missing) {
      this.chosen.set(node, { asked: k, candidates: this.choose(node, distributionOf(node), k) });
      // A hundred times larger than what has been chosen from it.
      node.next = null;
    }
  }

  /** What may follow `node`, which has been expanded: the model's own, most probable first, then proposals. */
  successors(node: Node): readonly Candidate[] {
    return this.chosen.get(node)?.candidates ?? [];
  }

  /** Draws what follows `node`, which has been computed; null where nothing may. */
  draw(node: Node, sampling: Sampling, random: Random): Candidate | null {
    const distribution = distributionOf(node);
    const planned = this.mustContinue(node, distribution);
    if (planned) return planned;
    const drawn = drawToken(distribution, sampling, random, (candidate) => this.allows(node, candidate));
    return drawn ? own(drawn) : (this.choose(node, distribution, 1)[0] ?? null);
  }

  /** The child of `parent` by this candidate. */
  child(parent: Node, candidate: Candidate): Node {
    const node = this.parts.tree.child(parent, candidate);
    if (candidate.plan.length > 0) this.plans.set(node, candidate);
    if (this.hastened.has(parent)) this.hastened.add(node);
    return node;
  }

  /** What the path has reached by the rewards that speak about unfinished texts. */
  value(node: Node): number {
    return this.follower.value(this.states(node));
  }

  /** The highest value that the path may reach. */
  bound(node: Node): number {
    return this.follower.bound(this.states(node));
  }

  /** Whether the path would satisfy every reward that speaks about unfinished texts. */
  isSatisfied(node: Node): boolean {
    return this.follower.isSatisfied(this.states(node));
  }

  /** Lets auxiliary rewards be compared with the others over this path. */
  learn(node: Node): void {
    this.follower.learn(this.states(node));
  }

  /** From here on, what is missing comes first: what else the path could say has led nowhere. */
  hasten(node: Node): void {
    this.hastened.add(node);
    this.chosen.delete(node);
  }

  /** Whether the model would end here though it may not. */
  private wouldEnd(node: Node, distribution: Distribution): boolean {
    const [likeliest] = distribution.top(1);
    return this.parts.endTokens.has(likeliest?.token ?? -1) && !this.follower.mayEnd(this.states(node));
  }

  /**
   * The end, where the answer may end, no further word fits into the size that a reward allows, and what the
   * model would say is ruled out: better to stop than to fill up with what it does not mean.
   */
  private betterEnd(node: Node, distribution: Distribution, allowed: readonly Candidate[]): Candidate | null {
    const states = this.states(node);
    if (!this.follower.mayEnd(states) || this.follower.sizesAllow(states, anyWord)) return null;
    const [likeliest] = distribution.top(1);
    if (allowed[0]?.token === likeliest?.token) return null;
    const ends = [...this.parts.endTokens].map((token) => own(distribution.candidate(token)));
    return ends.toSorted((a, b) => b.logProbability - a.logProbability)[0] ?? null;
  }

  /** Whether only what is missing may come now. A word that has been begun is finished first. */
  private isUrgent(node: Node, distribution: Distribution): boolean {
    const states = this.states(node);
    if (this.follower.mayEnd(states)) return false;
    const isShort = this.room.isShort(states, node.depth);
    if (!isShort && !this.hastened.has(node)) return false;
    return !this.isInsideWord(node, distribution);
  }

  private isInsideWord(node: Node, distribution: Distribution): boolean {
    const { paths } = this.parts;
    const [likeliest] = distribution.top(1);
    if (!likeliest || !/[\p{L}\p{N}]$/u.test(paths.reading(node).text)) return false;
    return /^[\p{L}\p{N}]/u.test(paths.readOn(node, likeliest.token).gained);
  }

  private choose(node: Node, distribution: Distribution, k: number): Candidate[] {
    if (this.follower.isEmpty) return distribution.top(k).map(own);
    const planned = this.mustContinue(node, distribution);
    if (planned) return [planned];
    const urgent = this.isUrgent(node, distribution);
    const ending = urgent || this.wouldEnd(node, distribution);
    const proposed = this.proposed(node, distribution, ending ? "ending" : "midway");
    if (urgent && proposed.length > 0) return proposed;
    const likeliest = this.allowed(node, distribution.top(mostTried), k);
    const end = this.betterEnd(node, distribution, likeliest);
    if (end) return [end];
    const candidates = withoutRepeats([...likeliest, ...this.continued(node, distribution), ...proposed]);
    return candidates.length > 0
      ? candidates
      : this.allowed(node, distribution.top(distribution.logits.length), 1);
  }

  /** The `k` first of `tokens` that are allowed. */
  private allowed(node: Node, tokens: readonly TokenCandidate[], k: number): Candidate[] {
    const found: Candidate[] = [];
    for (const candidate of tokens) {
      if (found.length === k) break;
      if (this.allows(node, candidate)) found.push(own(candidate));
    }
    return found;
  }

  private allows(
    node: Node,
    { token, logProbability }: TokenCandidate,
    planned: Planned = unplanned,
  ): boolean {
    const { paths, tokenizer, endTokens } = this.parts;
    if (this.follower.isEmpty) return true;
    if (endTokens.has(token)) return this.follower.mayEnd(this.states(node));
    // Markers of the chat template are not text.
    if (tokenizer.decode([token]) === "") return false;
    const { text, gained, pending } = paths.readOn(node, token);
    const cut = paths.cut(text);
    if (cut !== text) return this.follower.mayEnd(this.afresh(cut, node));
    const states = this.advance(this.states(node), { text: gained, tokens: 1, logProbability });
    if (!this.follower.isAlive(states)) return false;
    if (pending.length > 0 && !planned.isPlanned && !this.takesAnyCharacter(states)) return false;
    return this.room.fits(states, node.depth + 1, planned.rest);
  }

  /** Whether a character may come of which only the first bytes are known. */
  private takesAnyCharacter(states: States): boolean {
    return this.follower.isAlive(this.advance(states, { text: "\uFFFD", tokens: 0, logProbability: 0 }));
  }

  /** The next token of a plan that must be carried through, in the middle of a character or when room is short. */
  private mustContinue(node: Node, distribution: Distribution): Candidate | null {
    const isInside = this.parts.paths.reading(node).pending.length > 0;
    if (!isInside && !this.room.isShort(this.states(node), node.depth)) return null;
    return this.continued(node, distribution)[0] ?? null;
  }

  /** The next token of the plan that led to `node`, if there is one. */
  private continued(node: Node, distribution: Distribution): Candidate[] {
    const { plan, promise, completes } = this.plans.get(node) ?? noPlan;
    const [token, ...rest] = plan;
    if (token === undefined) return [];
    const candidate = distribution.candidate(token);
    if (!this.allows(node, candidate, { isPlanned: true, rest: completes ? rest.length : null })) return [];
    return [{ ...candidate, plan: rest, promise: rest.length > 0 ? promise : 0, completes }];
  }

  /** The first tokens of what the rewards propose. */
  private proposed(node: Node, distribution: Distribution, occasion: Occasion): Candidate[] {
    const states = this.states(node);
    const value = this.follower.value(states);
    return this.follower.proposals(states, occasion).flatMap((proposal): Candidate[] => {
      const text = this.writable(states, proposal);
      const plan = text === null ? [] : this.parts.tokenizer.encode(text);
      const [token, ...rest] = plan;
      if (text === null || token === undefined) return [];
      const candidate = distribution.candidate(token);
      if (occasion === "midway" && candidate.logProbability < leastLikely) return [];
      const completes = occasion === "ending";
      if (!this.allows(node, candidate, { isPlanned: true, rest: completes ? rest.length : null })) return [];
      const gain =
        this.follower.value(this.advance(states, { text, tokens: plan.length, logProbability: 0 })) - value;
      const promise = Math.max(gain, occasion === "ending" ? openingPromise : 0);
      return [{ ...candidate, plan: rest, promise: rest.length > 0 ? promise : 0, completes }];
    });
  }

  /** The proposal, or where another reward rules it out, the proposal in the letters that it allows. */
  private writable(states: States, proposal: string): string | null {
    const spellings = [proposal, proposal.toLowerCase(), proposal.toUpperCase()];
    const fits = (text: string) =>
      this.follower.isAlive(this.advance(states, { text, tokens: 0, logProbability: 0 }));
    return spellings.find(fits) ?? null;
  }

  private states(node: Node): States {
    const { paths, endTokens } = this.parts;
    if (node.depth === 0 || !node.parent) return this.follower.begin();
    const known = this.statesOf.get(node);
    if (known) return known;
    const { text, gained } = paths.reading(node);
    const cut = paths.cut(text);
    const tokens = endTokens.has(node.token) ? 0 : 1;
    const logProbability = node.logProbability - node.parent.logProbability;
    const states =
      cut === text
        ? this.advance(this.states(node.parent), { text: gained, tokens, logProbability })
        : this.afresh(cut, node);
    this.statesOf.set(node, states);
    return states;
  }

  /** The states of a text that a stop string has cut. */
  private afresh(text: string, { depth, logProbability }: Node): States {
    return this.advance(this.follower.begin(), { text, tokens: depth, logProbability });
  }

  private advance(states: States, piece: Parameters<Follower["advance"]>[1]): States {
    this.parts.countPrefixChecks(this.follower.rewards.length);
    return this.follower.advance(states, piece);
  }
}

function own(candidate: TokenCandidate): Candidate {
  return { ...candidate, ...noPlan };
}

/** Each token once, with the greatest promise. */
function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<number, Candidate>();
  for (const candidate of candidates) {
    const other = best.get(candidate.token);
    if (!other || candidate.promise > other.promise) best.set(candidate.token, candidate);
  }
  return [...best.values()];
}

function distributionOf(node: Node): Distribution {
  if (!node.next) throw new Error("a computed node does not know what may follow");
  return node.next;
}
