/**
 * The paths that a best-first search may go on with.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { type Beam, beginAt, distinct, saidSoFar, scoreOf } from "./beam-search.ts";
import { Progress } from "./progress.ts";
import type { Search } from "./strategy.ts";

export interface FrontierParameters {
  /** Most paths of the same beginning and length that go on, and most that go on side by side. */
  width: number;
  /** What a token is expected to cost, in nats: a path is so much ahead of another for each token it is longer. */
  pace: number;
  /** How far behind the best a path may be to go on beside it, in nats. */
  gap: number;
  /** How far ahead of all that may go on as many as are wanted must be that have finished, in nats. */
  lead: number;
}

/** Most paths that stand by for their turn. */
const mostOpen = 64;

/** Paths of one length may go on for so many beginnings, if each takes all it may. */
const mostBeginnings = 2;
/** Tokens beside the longest path that make for a haste of 1, where it has no more than so many. */
const shortPath = 20;
const mostHaste = 3;
/** What a haste of 1 adds to the pace, in nats a token, and by how much more rewards weigh then. */
const fasterInHaste = 0.3;
const dearerInHaste = 0.2;

export class Frontier {
  private readonly search: Search;
  private readonly root: Node;
  private readonly parameters: FrontierParameters;
  /** Both with the highest rank first. */
  private waiting: Beam[] = [];
  private ended: Beam[] = [];
  /** The score of the best path so far that says the same. */
  private readonly said = new Map<string, number>();
  /** How many paths have gone on, by their beginning and length: variants of one must not use up what others need. */
  private readonly gone = new Map<Node, number[]>();
  /** The same by their length alone, and in all. */
  private readonly goneByLength: number[] = [];
  private goneInAll = 0;
  private longest = 0;
  private readonly progress: Progress;
  private readonly beginnings = new WeakMap<Node, Node>();

  /** @param root - where all its paths set out from */
  constructor(search: Search, root: Node, parameters: FrontierParameters) {
    this.search = search;
    this.root = root;
    this.parameters = parameters;
    this.progress = new Progress(search);
    this.add(beginAt(root));
  }

  /** Paths that may go on, the best first. */
  get open(): readonly Beam[] {
    return this.waiting;
  }

  /** Paths that have come to an end, the best first. */
  get finished(): readonly Beam[] {
    return this.ended;
  }

  /**
   * What has gone on beside the longest path, as a share of it: the more there is, the more the search should come to
   * an end. Weighted A* (Pohl 1970) whose weight rises with what has been spent.
   */
  private get haste(): number {
    // The root has gone on, too, and as many paths as are wanted must.
    const beside = this.goneInAll - 1 - this.search.wanted * this.longest;
    return Math.min(mostHaste, Math.max(0, beside) / Math.max(shortPath, this.longest));
  }

  /** Takes a path in, unless a better one says the same or enough like it have gone on. */
  add(path: Beam): void {
    const key = saidSoFar(this.search)(path);
    const score = scoreOf(path);
    if (score <= (this.said.get(key) ?? Number.NEGATIVE_INFINITY)) return;
    this.said.set(key, score);
    if (this.search.paths.ending(path.node)) {
      const ended = this.byRank([...this.ended, path]);
      this.ended = distinct(this.search, ended).slice(0, this.parameters.width);
    } else if (this.mayGoOn(path)) {
      this.waiting = this.byRank([...this.waiting, path]).slice(0, mostOpen);
    }
  }

  /** Whether so many have finished and are well ahead of all that may go on. */
  isDecided(wanted: number): boolean {
    const last = this.ended[wanted - 1];
    const [first] = this.waiting;
    if (!last || !first) return last !== undefined;
    const lead = this.isUnswayed(last.node) ? 0 : this.parameters.lead;
    return this.rank(last) >= this.rank(first) + lead;
  }

  /** Whether it says what the model says by itself, as far as the rewards allow that: it is rarely worth a search. */
  private isUnswayed(node: Node): boolean {
    const { guide } = this.search;
    for (let at = node; at !== this.root && at.parent; at = at.parent) {
      if (guide.successors(at.parent)[0]?.token !== at.token) return false;
    }
    return true;
  }

  /**
   * The best path, and those that are little behind it: they share a step. At most half of a full step have reached
   * the same by the rewards, so that paths which have gained something late or early live side by side. Where the
   * budget may not last for more than one, the longest goes on alone, or none where nothing is missing of what has
   * finished.
   */
  takeBest(): Beam[] {
    const longest = Math.max(...this.waiting.map(({ node }) => node.depth));
    const { forwardTokensLeft, stepsLeft, maxTokens } = this.search;
    if (Math.min(forwardTokensLeft(), stepsLeft()) > maxTokens - longest) return this.take();
    const { guide, wanted } = this.search;
    const best = this.ended.slice(0, wanted);
    if (best.length === wanted && best.every(({ node }) => guide.isSatisfied(node))) return [];
    this.waiting = this.waiting.filter(({ node }) => node.depth === longest).slice(0, 1);
    return this.take();
  }

  private take(): Beam[] {
    const { width, gap } = this.parameters;
    const levels = new Map<number, number>();
    const taken = new Set<Beam>();
    const [first] = this.waiting;
    for (const path of this.waiting) {
      if (!first || taken.size === width || this.rank(path) < this.rank(first) - gap) break;
      const level = this.search.guide.value(path.node);
      const others = levels.get(level) ?? 0;
      if (others >= Math.ceil(width / 2) || !this.mayGoOn(path)) continue;
      levels.set(level, others + 1);
      taken.add(path);
      this.noteGone(path);
    }
    this.goneInAll += taken.size;
    const lengths = [...taken].map(({ node }) => node.depth - this.root.depth);
    this.longest = Math.max(this.longest, ...lengths);
    this.waiting = this.byRank(this.waiting.filter((path) => !taken.has(path) && this.mayGoOn(path)));
    this.ended = this.byRank(this.ended);
    return [...taken];
  }

  private mayGoOn(path: Beam): boolean {
    const { width } = this.parameters;
    const { depth } = path.node;
    return (
      (this.goneWith(path)[depth] ?? 0) < width && (this.goneByLength[depth] ?? 0) < mostBeginnings * width
    );
  }

  private noteGone(path: Beam): void {
    for (const gone of [this.goneWith(path), this.goneByLength]) {
      gone[path.node.depth] = (gone[path.node.depth] ?? 0) + 1;
    }
  }

  /** How many have gone on that begin as the path does, by length. */
  private goneWith({ node }: Beam): number[] {
    const beginning = this.beginningOf(node);
    const gone = this.gone.get(beginning) ?? [];
    this.gone.set(beginning, gone);
    return gone;
  }

  /** The path's first token behind the root of the search. */
  private beginningOf(node: Node): Node {
    const { parent } = node;
    if (node === this.root || !parent || parent === this.root) return node;
    const known = this.beginnings.get(node) ?? this.beginningOf(parent);
    this.beginnings.set(node, known);
    return known;
  }

  private rank(path: Beam): number {
    const pace = this.parameters.pace + fasterInHaste * this.haste;
    const gained = path.earned + path.promised;
    return scoreOf(path) + dearerInHaste * this.haste * gained + pace * this.progress.of(path.node);
  }

  private byRank(paths: readonly Beam[]): Beam[] {
    return paths.toSorted((a, b) => this.rank(b) - this.rank(a));
  }
}
