/**
 * The paths that a best-first search may go on with.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import { type Beam, distinct, saidSoFar, scoreOf } from "./beam-search.ts";
import type { Search } from "./strategy.ts";

export interface FrontierParameters {
  /** Most paths of the same length that go on, and most that go on side by side. */
  width: number;
  /** What a token is expected to cost, in nats: a path is so much ahead of another for each token it is longer. */
  pace: number;
  /** How far behind the best a path may be to go on beside it, in nats. */
  gap: number;
}

/** Most paths that stand by for their turn. */
const mostOpen = 64;

export class Frontier {
  private readonly search: Search;
  private readonly parameters: FrontierParameters;
  /** Both with the highest rank first. */
  private waiting: Beam[] = [];
  private ended: Beam[] = [];
  /** The score of the best path so far that says the same. */
  private readonly said = new Map<string, number>();
  /** How many paths of each length have gone on. */
  private readonly gone: number[] = [];
  private readonly steps = new WeakMap<Node, number>();

  constructor(search: Search, parameters: FrontierParameters) {
    this.search = search;
    this.parameters = parameters;
  }

  /** Paths that may go on, the best first. */
  get open(): readonly Beam[] {
    return this.waiting;
  }

  /** Paths that have come to an end, the best first. */
  get finished(): readonly Beam[] {
    return this.ended;
  }

  /** Takes a path in, unless a better one says the same or enough of its length have gone on. */
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

  /** Whether so many have finished and stand above all that may go on. */
  isDecided(wanted: number): boolean {
    const last = this.ended[wanted - 1];
    const [first] = this.waiting;
    return last !== undefined && (!first || this.rank(last) >= this.rank(first));
  }

  /**
   * The best path, and those that are little behind it: they share a step. At most half of a full step have reached
   * the same by the rewards, so that paths which have gained something late or early live side by side. Where the
   * budget may not last for more than one, the longest goes on alone.
   */
  takeBest(): Beam[] {
    const longest = Math.max(...this.waiting.map(({ node }) => node.depth));
    const { forwardTokensLeft, stepsLeft, maxTokens } = this.search;
    if (Math.min(forwardTokensLeft(), stepsLeft()) > maxTokens - longest) return this.take();
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
      this.gone[path.node.depth] = this.goneAt(path) + 1;
    }
    this.waiting = this.waiting.filter((path) => !taken.has(path) && this.mayGoOn(path));
    return [...taken];
  }

  private mayGoOn(path: Beam): boolean {
    return this.goneAt(path) < this.parameters.width;
  }

  private goneAt({ node }: Beam): number {
    return this.gone[node.depth] ?? 0;
  }

  private rank(path: Beam): number {
    return scoreOf(path) + this.parameters.pace * this.progress(path.node);
  }

  /** Tokens of the path, those aside that only say again what stood there before: a loop gets nowhere. */
  private progress(node: Node): number {
    if (node.depth === 0 || !node.parent) return 0;
    const known = this.steps.get(node);
    const progress = known ?? this.progress(node.parent) + (saysAgain(node) ? 0 : 1);
    this.steps.set(node, progress);
    return progress;
  }

  private byRank(paths: readonly Beam[]): Beam[] {
    return paths.toSorted((a, b) => this.rank(b) - this.rank(a));
  }
}

/** Whether the path's last three tokens have stood on it before. */
function saysAgain(node: Node): boolean {
  for (let earlier = node.parent; earlier && earlier.depth >= 3; earlier = earlier.parent) {
    if (saysTheSame(node, earlier)) return true;
  }
  return false;
}

function saysTheSame(node: Node, other: Node): boolean {
  const [before, otherBefore] = [node.parent, other.parent];
  return (
    node.token === other.token &&
    before?.token === otherBefore?.token &&
    before?.parent?.token === otherBefore?.parent?.token
  );
}
