/**
 * How far a path has got: its tokens, those aside that get it nowhere.
 *
 * @module
 */
import type { Node } from "../decode/token-tree.ts";
import type { Search } from "./strategy.ts";

/** As many tokens back as a pair is looked for: in a long text common pairs come again by themselves. */
const recent = 32;
/** A pair that has stood there so often goes in circles when it comes again. */
const oftenEnough = 2;

/**
 * A path that takes more than this share of an answer's room without gaining anything is not on its way; after as much
 * again that no longer tells it from the others.
 */
const patience = 0.3;

interface Standing {
  /** Tokens that have got the path somewhere. */
  progress: number;
  /** The most that rewards which guide have thought of it. */
  value: number;
  /** Tokens since that last rose. */
  idle: number;
}

/** What of a search is looked at. */
export interface FollowedSearch {
  readonly guide: Pick<Search["guide"], "value" | "isSatisfied">;
  readonly maxTokens: number;
}

export class Progress {
  private readonly search: FollowedSearch;
  private readonly known = new WeakMap<Node, Standing>();

  constructor(search: FollowedSearch) {
    this.search = search;
  }

  /** In tokens. */
  of(node: Node): number {
    return this.standingOf(node).progress;
  }

  private standingOf(node: Node): Standing {
    const known = this.known.get(node);
    if (known) return known;
    const standing = this.measure(node);
    this.known.set(node, standing);
    return standing;
  }

  private measure(node: Node): Standing {
    const { guide, maxTokens } = this.search;
    const reached = guide.value(node);
    if (node.depth === 0 || !node.parent) return { progress: 0, value: reached, idle: 0 };
    const before = this.standingOf(node.parent);
    const value = Math.max(before.value, reached);
    const idle = value > before.value ? 0 : before.idle + 1;
    const most = patience * maxTokens;
    const isAstray = idle > most && idle <= 2 * most && !guide.isSatisfied(node);
    return { progress: before.progress + (isAstray ? 0 : stepOf(node)), value, idle };
  }
}

/** What says again what stood there before is no step, nor is what goes in circles. */
function stepOf(node: Node): number {
  const isStep = earlierEnds(node, 3, node.depth) === 0 && earlierEnds(node, 2, recent) < oftenEnough;
  return isStep ? 1 : 0;
}

/** How often the path's last `length` tokens have stood on it before, up to `reach` tokens back. */
function earlierEnds(node: Node, length: number, reach: number): number {
  let count = 0;
  let earlier = node.parent;
  for (let back = 0; back < reach && earlier && earlier.depth >= length; back++) {
    if (endTheSame(node, earlier, length)) count++;
    earlier = earlier.parent;
  }
  return count;
}

function endTheSame(node: Node, other: Node, length: number): boolean {
  let [one, two]: (Node | null)[] = [node, other];
  for (let compared = 0; compared < length; compared++) {
    if (!one || !two || one.token !== two.token) return false;
    [one, two] = [one.parent, two.parent];
  }
  return true;
}
