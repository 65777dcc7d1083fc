/**
 * Between the rewards, which know texts, and the search, which knows tokens.
 *
 * @module
 */
import type { Decoder } from "../decode/decoder.ts";
import type { Distribution, TokenCandidate } from "../decode/distribution.ts";
import type { Random } from "../decode/random.ts";
import { drawToken, type Sampling } from "../decode/sampling.ts";
import { forgetNext, type Node, type TokenTree } from "../decode/token-tree.ts";
import type { Tracer } from "../decode/tracer.ts";
import type { Follower } from "../reward/follower.ts";
import type { Occasion } from "../reward/reward.ts";
import { type Candidate, noPlan } from "./candidate.ts";
import { DecisionPoint } from "./decision-point.ts";
import type { Evidence } from "./evidence.ts";
import { FollowedPaths, type FollowedPathsParts } from "./followed-paths.ts";
import type { Hindrance } from "./hindrance.ts";
import { Planner } from "./planner.ts";

export interface GuideParts extends FollowedPathsParts {
  tree: TokenTree;
  decoder: Decoder;
  /** Told what the rewards do to the paths. */
  evidence: Evidence;
  /** Whether a reward needs to know by what margins tokens decide. */
  seeksDecisions: boolean;
  tracer: Tracer;
}

/** Of so many most probable tokens those are taken that the rewards allow. */
const mostTried = 64;
/** Where none of those is, so many are tried. */
const lastTried = 1000;
/** Trying a token takes up to a millisecond where many rewards look at a long text; others are let in after so many. */
const triesBetweenPauses = 64;
/** Of so many most probable tokens that are ruled out another spelling is tried. */
const mostRespelled = 4;
const anyWord = " so";

/**
 * What may follow each node, by a group of rewards: tokens after which a hard reward could no longer be
 * satisfied are passed over before they cost a forward token, the end waits until the rewards allow it, and
 * what they propose stands beside the model's own candidates.
 */
export class Guide {
  private readonly parts: GuideParts;
  private readonly follower: Follower;
  private readonly followed: FollowedPaths;
  private readonly planner: Planner;
  private readonly hastened = new WeakSet<Node>();
  private readonly chosen = new WeakMap<Node, { asked: number; candidates: readonly Candidate[] }>();
  private readonly decisions = new WeakMap<Node, DecisionPoint>();
  private tries = 0;

  constructor(follower: Follower, parts: GuideParts) {
    this.parts = parts;
    this.follower = follower;
    this.followed = new FollowedPaths(follower, parts);
    this.planner = new Planner(this.followed, parts);
  }

  /** Computes those of `nodes` whose successors are not known: `k` of the model's own for each, and the proposals. */
  async expand(nodes: readonly Node[], k: number): Promise<void> {
    this.parts.evidence.follow(this.follower.rewards);
    const missing = [...new Set(nodes)].filter((node) => (this.chosen.get(node)?.asked ?? 0) < k);
    await this.parts.decoder.compute(missing);
    for (const node of missing) {
      await this.lookAtDecisions(node, distributionOf(node));
      const candidates = await this.choose(node, distributionOf(node), k);
      this.chosen.set(node, { asked: k, candidates });
      forgetNext(node);
    }
  }

  /** Whether paths may come to where nothing may follow. */
  get mayStrand(): boolean {
    return this.follower.rewards.some(({ enforce }) => enforce === "hard");
  }

  /** What may follow `node`, which has been expanded: the model's own, most probable first, then proposals. */
  successors(node: Node): readonly Candidate[] {
    return this.chosen.get(node)?.candidates ?? [];
  }

  /** Draws what follows `node`, which has been computed; null where nothing may. */
  async draw(node: Node, sampling: Sampling, random: Random): Promise<Candidate | null> {
    this.parts.evidence.follow(this.follower.rewards);
    const distribution = distributionOf(node);
    await this.lookAtDecisions(node, distribution);
    const [continued] = this.planner.continued(node, distribution);
    if (continued && this.mustContinue(node)) return continued;
    const drawn = drawToken(distribution, sampling, random, (candidate) => this.allows(node, candidate));
    if (drawn) return own(drawn);
    const [first = null] = await this.choose(node, distribution, 1);
    return first;
  }

  /** The child of `parent` by this candidate. */
  child(parent: Node, candidate: Candidate): Node {
    const node = this.parts.tree.child(parent, candidate);
    node.decision ??= this.decisions.get(parent)?.by(candidate.token) ?? null;
    this.planner.note(node, candidate);
    if (this.hastened.has(parent)) this.hastened.add(node);
    return node;
  }

  /** What the path has reached by the rewards that speak about unfinished texts. */
  value(node: Node): number {
    const value = this.follower.value(this.followed.states(node));
    this.parts.tracer.valued(node, value);
    return value;
  }

  /** The same as a share of all that there is to reach, in [0, 1]. */
  progress(node: Node): number {
    const { most } = this.follower;
    // Rounding may carry the share of the whole above 1.
    return most === 0 ? 1 : Math.min(1, this.value(node) / most);
  }

  /** The highest value that the path may reach. */
  bound(node: Node): number {
    return this.follower.bound(this.followed.states(node));
  }

  /** Whether the path would satisfy every reward that speaks about unfinished texts. */
  isSatisfied(node: Node): boolean {
    return this.follower.isSatisfied(this.followed.states(node));
  }

  /** Lets auxiliary rewards be compared with the others over this path. */
  learn(node: Node): void {
    this.follower.learn(this.followed.states(node));
  }

  /** From here on, what is missing comes first: what else the path could say has led nowhere. */
  hasten(node: Node): void {
    this.hastened.add(node);
    this.chosen.delete(node);
  }

  private async lookAtDecisions(node: Node, distribution: Distribution): Promise<void> {
    if (!this.parts.seeksDecisions || this.decisions.has(node)) return;
    const options = this.follower.options(this.followed.states(node));
    if (new Set(options.map(({ value }) => value)).size < 2) return;
    // Spelling a hundred options takes some milliseconds.
    await this.parts.decoder.pause();
    const leaves = (candidate: TokenCandidate) => this.followed.allows(node, candidate);
    const { tokenizer } = this.parts;
    this.decisions.set(node, new DecisionPoint({ tokenizer, distribution, options, leaves }));
  }

  private async choose(node: Node, distribution: Distribution, k: number): Promise<Candidate[]> {
    if (this.follower.isEmpty) return distribution.top(k).map(own);
    const continued = this.planner.continued(node, distribution);
    if (continued.length > 0 && this.mustContinue(node)) return continued;

    const likeliest = distribution.top(mostTried);
    const isUrgent = this.isUrgent(node, likeliest[0]);
    const isEnding = isUrgent || this.wouldEnd(node, likeliest[0]);
    const proposed = this.proposed(node, distribution, isEnding ? "ending" : "midway");
    if (isUrgent && proposed.length > 0) return proposed;

    const allowed = await this.allowed(node, likeliest, k);
    if (this.isFull(node) && allowed[0]?.token !== likeliest[0]?.token) return this.ends(distribution);
    const candidates = withoutRepeats([
      ...this.respelled(node, distribution, likeliest, allowed[0]),
      ...allowed,
      ...continued,
      ...proposed,
      // Always within sight: to go on may cost what has been reached.
      ...(node.depth > 0 && this.followed.mayEnd(node) ? this.ends(distribution) : []),
    ]);
    if (candidates.length > 0) return candidates;
    // What must still come may be all that there is room for.
    const lastResort = isEnding ? [] : this.proposed(node, distribution, "ending");
    if (lastResort.length > 0) return lastResort;
    return this.anyAllowed(node, distribution);
  }

  /** What the rewards propose, which would break off a character that has been begun. */
  private proposed(node: Node, distribution: Distribution, occasion: Occasion): Candidate[] {
    if (this.followed.isInsideCharacter(node)) return [];
    return withoutRepeats(this.planner.proposed(node, distribution, occasion));
  }

  /** Other spellings of what the model would rather say than the first that is allowed. */
  private respelled(
    node: Node,
    distribution: Distribution,
    likeliest: readonly TokenCandidate[],
    allowed: TokenCandidate | undefined,
  ): Candidate[] {
    if (this.followed.isInsideCharacter(node)) return [];
    const first = likeliest.slice(0, mostRespelled);
    const place = first.findIndex(({ token }) => token === allowed?.token);
    const ruledOut = place === -1 ? first : first.slice(0, place);
    return ruledOut.flatMap((candidate) => this.planner.respelled(node, distribution, candidate));
  }

  /** The first of all tokens that are worth a try. */
  private async anyAllowed(node: Node, distribution: Distribution): Promise<Candidate[]> {
    const refused: (readonly Hindrance[])[] = [];
    const found = await this.allowed(node, distribution.top(lastTried), 1, ({ token }, hindrances) => {
      // That it may not end here says nothing of where it could go.
      if (!this.parts.endTokens.has(token)) refused.push(hindrances);
    });
    if (found.length > 0) return found;
    this.parts.evidence.deadEnd(this.planner.refusedCompletions(node, distribution), refused);
    return [];
  }

  /** The `k` first of `tokens` that are allowed; `refuse` is told of those before that are not. */
  private async allowed(
    node: Node,
    tokens: readonly TokenCandidate[],
    k: number,
    refuse: (candidate: TokenCandidate, hindrances: readonly Hindrance[]) => void = () => {},
  ): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const candidate of tokens) {
      if (found.length === k) break;
      if (++this.tries % triesBetweenPauses === 0) await this.parts.decoder.pause();
      const hindrances = this.hindrances(node, candidate);
      if (hindrances.length === 0) found.push(own(candidate));
      else refuse(candidate, hindrances);
    }
    return found;
  }

  private allows(node: Node, candidate: TokenCandidate): boolean {
    return this.hindrances(node, candidate).length === 0;
  }

  private hindrances(node: Node, candidate: TokenCandidate): readonly Hindrance[] {
    const hindrances = this.followed.hindrances(node, candidate);
    if (hindrances.length > 0) this.parts.tracer.ruledOut(node, candidate);
    return hindrances;
  }

  /** Whether a plan that has been begun must be carried through: in the middle of a character, or when room is short. */
  private mustContinue(node: Node): boolean {
    return (
      this.planner.mustContinue(node) || this.followed.isInsideCharacter(node) || this.followed.isShort(node)
    );
  }

  /** Whether only what is missing may come now. A word or character that has been begun is finished first. */
  private isUrgent(node: Node, likeliest: TokenCandidate | undefined): boolean {
    if (this.followed.isInsideCharacter(node) || this.followed.mayEnd(node)) return false;
    if (!this.hastened.has(node) && !this.followed.isShort(node)) return false;
    return !likeliest || !this.isInsideWord(node, likeliest);
  }

  private isInsideWord(node: Node, { token }: TokenCandidate): boolean {
    const { paths } = this.parts;
    const { gained } = paths.readOn(node, token);
    return /[\p{L}\p{N}]$/u.test(paths.reading(node).text) && /^[\p{L}\p{N}]/u.test(gained);
  }

  /** Whether the model would end here though it may not. */
  private wouldEnd(node: Node, likeliest: TokenCandidate | undefined): boolean {
    return this.parts.endTokens.has(likeliest?.token ?? -1) && !this.followed.mayEnd(node);
  }

  /**
   * Whether the answer may end and has no room for another word within the size that a reward allows. Then,
   * unless the model still says what it means to, it is better to end than to fill up.
   */
  private isFull(node: Node): boolean {
    return this.followed.mayEnd(node) && !this.follower.sizesAllow(this.followed.states(node), anyWord);
  }

  private ends(distribution: Distribution): Candidate[] {
    const ends = [...this.parts.endTokens].map((token) => own(distribution.candidate(token)));
    return ends.toSorted((a, b) => b.logProbability - a.logProbability).slice(0, 1);
  }
}

function own(candidate: TokenCandidate): Candidate {
  return { ...candidate, ...noPlan, origin: "model", credit: 0 };
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
